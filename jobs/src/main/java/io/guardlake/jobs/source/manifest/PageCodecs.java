package io.guardlake.jobs.source.manifest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Unpacks the pages of Parquet files that others wrote, in place of parquet-java's own factory,
 * which cannot be loaded without Hadoop. Writes nothing.
 */
final class PageCodecs implements CompressionCodecFactory {
  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Inventories are only read");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Unpacked(bytes -> bytes);
      case SNAPPY -> new Unpacked(Snappy::uncompress);
      case GZIP -> new Unpacked(bytes -> all(new GZIPInputStream(new ByteArrayInputStream(bytes))));
      case ZSTD -> new Unpacked(bytes -> all(new ZstdInputStream(new ByteArrayInputStream(bytes))));
      default ->
          throw new UnsupportedOperationException(
              "Its pages are compressed by " + codec + "; Snappy, gzip and zstd are read.");
    };
  }

  private static byte[] all(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }

  @Override
  public void release() {}

  /** Unpacks a page. */
  private interface Unpacker {
    byte[] unpack(byte[] bytes) throws IOException;
  }

  private record Unpacked(Unpacker unpacker) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(unpacker.unpack(bytes.toInputStream().readAllBytes()));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
        throws IOException {
      byte[] compressed = new byte[compressedSize];
      input.get(compressed);
      output.put(unpacker.unpack(compressed));
    }

    @Override
    public void release() {}
  }
}
