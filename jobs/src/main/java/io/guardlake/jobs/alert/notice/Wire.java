package io.guardlake.jobs.alert.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Texts, and sets and maps of texts, as the serializers of notices write them. */
final class Wire {
  private Wire() {}

  static void writeText(String text, DataOutputView target) throws IOException {
    if (text == null) {
      target.writeInt(-1);
      return;
    }

    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  static String readText(DataInputView source) throws IOException {
    int length = source.readInt();

    if (length < 0) {
      return null;
    }

    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeTexts(Collection<String> texts, DataOutputView target) throws IOException {
    target.writeInt(texts.size());

    for (String text : new TreeSet<>(texts)) {
      writeText(text, target);
    }
  }

  static Set<String> readTexts(DataInputView source) throws IOException {
    int size = source.readInt();
    Set<String> texts = new TreeSet<>();

    for (int i = 0; i < size; i++) {
      texts.add(readText(source));
    }

    return texts;
  }

  static void writeTags(Map<String, String> tags, DataOutputView target) throws IOException {
    target.writeInt(tags.size());

    for (Map.Entry<String, String> tag : tags.entrySet()) {
      writeText(tag.getKey(), target);
      writeText(tag.getValue(), target);
    }
  }

  static Map<String, String> readTags(DataInputView source) throws IOException {
    int size = source.readInt();
    Map<String, String> tags = new LinkedHashMap<>();

    for (int i = 0; i < size; i++) {
      tags.put(readText(source), readText(source));
    }

    return tags;
  }

  static void writeCounts(Map<String, Long> counts, DataOutputView target) throws IOException {
    target.writeInt(counts.size());

    for (Map.Entry<String, Long> count : counts.entrySet()) {
      writeText(count.getKey(), target);
      target.writeLong(count.getValue());
    }
  }

  static Map<String, Long> readCounts(DataInputView source) throws IOException {
    int size = source.readInt();
    Map<String, Long> counts = new LinkedHashMap<>();

    for (int i = 0; i < size; i++) {
      counts.put(readText(source), source.readLong());
    }

    return counts;
  }
}
