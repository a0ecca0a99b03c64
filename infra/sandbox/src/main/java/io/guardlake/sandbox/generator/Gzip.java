package io.guardlake.sandbox.generator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Whole, broken and explosive gzip. */
final class Gzip {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};

  /** An empty block with the final bit, which ends a deflate stream. */
  private static final byte[] END = {3, 0};

  /** Fewer bytes than the head of a deflate block of text needs, so that no text follows. */
  private static final int BYTES_PAST_BREAK = 12;

  private Gzip() {}

  static byte[] whole(byte[] content) {
    ByteArrayOutputStream output = new ByteArrayOutputStream(content.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(output)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Compressing into memory failed.", impossible);
    }

    return output.toByteArray();
  }

  /** Unpacks to the kept content and then ends early. */
  static byte[] truncatedAfter(byte[] kept, byte[] lost) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int broken;
    try (GZIPOutputStream gzip = new GZIPOutputStream(output, 512, true)) {
      gzip.write(kept);
      gzip.flush();
      broken = output.size() + BYTES_PAST_BREAK;
      gzip.write(lost);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Compressing into memory failed.", impossible);
    }

    return Arrays.copyOf(output.toByteArray(), broken);
  }

  /**
   * Valid gzip of the head followed by many times the piece. The piece is compressed once: after a
   * full flush a block depends on nothing before it, so its bytes can be repeated.
   */
  static byte[] bomb(byte[] head, byte[] piece, int repeats) {
    CRC32 checksum = new CRC32();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    output.writeBytes(HEADER);
    output.writeBytes(block(head));
    checksum.update(head);
    byte[] compressed = block(piece);

    for (int repeat = 0; repeat < repeats; repeat++) {
      output.writeBytes(compressed);
      checksum.update(piece);
    }

    output.writeBytes(END);
    writeLittleEndian(output, checksum.getValue());
    writeLittleEndian(output, head.length + (long) piece.length * repeats);
    return output.toByteArray();
  }

  private static byte[] block(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];

      for (int count = buffer.length; count == buffer.length; ) {
        count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        output.write(buffer, 0, count);
      }

      return output.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void writeLittleEndian(ByteArrayOutputStream output, long value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      output.write((int) (value >>> shift));
    }
  }
}
