package io.guardlake.jobs.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Which objects were found already, by export day, so that a day can be forgotten as a whole. An
 * object is known by 128 bits of the SHA-256 of its URI and ETag: whoever can choose names cannot
 * make one object hide another.
 */
final class SeenObjects {
  private final TreeMap<Integer, HashSet128> days = new TreeMap<>();
  private final MessageDigest digest = sha256();

  /** Notes an object of an export day; false where it was noted before. */
  boolean add(int day, ExportObject object) {
    return addTo(days.computeIfAbsent(day, any -> new HashSet128()), object);
  }

  private boolean addTo(HashSet128 hashes, ExportObject object) {
    digest.update(object.uri().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer hash =
        ByteBuffer.wrap(digest.digest(object.etag().getBytes(StandardCharsets.UTF_8)));
    return hashes.add(hash.getLong(), hash.getLong());
  }

  void forgetBefore(int day) {
    days.headMap(day).clear();
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** The newest day of which there is an object; there must be one. */
  int newestDay() {
    return days.lastKey();
  }

  int size() {
    return days.values().stream().mapToInt(HashSet128::size).sum();
  }

  SeenObjects copy() {
    SeenObjects copy = new SeenObjects();
    days.forEach((day, hashes) -> copy.days.put(day, hashes.copy()));
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    out.writeInt(days.size());

    for (Map.Entry<Integer, HashSet128> day : days.entrySet()) {
      long[] hashes = day.getValue().toArray();
      out.writeInt(day.getKey());
      out.writeInt(hashes.length / 2);

      for (long half : hashes) {
        out.writeLong(half);
      }
    }
  }

  static SeenObjects read(DataInputView in) throws IOException {
    SeenObjects seen = new SeenObjects();
    int days = in.readInt();

    for (int i = 0; i < days; i++) {
      HashSet128 hashes = new HashSet128();
      seen.days.put(in.readInt(), hashes);
      int count = in.readInt();

      for (int j = 0; j < count; j++) {
        hashes.add(in.readLong(), in.readLong());
      }
    }

    return seen;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
