package io.guardlake.jobs.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes objects to state. A listing's neighbours share most of their names, so each name is kept
 * as what differs from the one before.
 */
final class ObjectCodec {
  private static final int MAX_COUNT = 1 << 24;

  private ObjectCodec() {}

  static void writeAll(List<ExportObject> objects, DataOutputView out) throws IOException {
    out.writeInt(objects.size());
    String before = "";

    for (ExportObject object : objects) {
      int shared = shared(before, object.uri());
      out.writeShort(shared);
      writeText(object.uri().substring(shared), out);
      writeText(object.etag(), out);
      out.writeLong(object.size());
      out.writeLong(object.lastModified());
      before = object.uri();
    }
  }

  static List<ExportObject> readAll(DataInputView in) throws IOException {
    int count = in.readInt();

    if (count < 0 || count > MAX_COUNT) {
      throw new IOException("The state is damaged: it claims to hold " + count + " objects");
    }

    List<ExportObject> objects = new ArrayList<>();
    String before = "";

    for (int i = 0; i < count; i++) {
      String uri = before.substring(0, in.readUnsignedShort()) + readText(in);
      objects.add(new ExportObject(uri, readText(in), in.readLong(), in.readLong()));
      before = uri;
    }

    return objects;
  }

  /** A text of any length. */
  static void writeText(String text, DataOutputView out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInputView in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static int shared(String one, String other) {
    int end = Math.min(Math.min(one.length(), other.length()), 0xffff);

    for (int i = 0; i < end; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        // A surrogate pair must not be cut: half of one is no UTF-8.
        return i > 0 && Character.isHighSurrogate(one.charAt(i - 1)) ? i - 1 : i;
      }
    }

    return end > 0 && Character.isHighSurrogate(one.charAt(end - 1)) ? end - 1 : end;
  }
}
