package io.guardlake.jobs.table;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** Unpacks pages. */
final class ZstdDecompressor implements BytesInputDecompressor {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  @Override
  public BytesInput decompress(BytesInput bytes, int size) throws IOException {
    return BytesInput.from(unpack(bytes.toInputStream().readAllBytes(), size));
  }

  @Override
  public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size)
      throws IOException {
    byte[] compressed = new byte[compressedSize];
    input.get(compressed);
    output.put(unpack(compressed, size));
  }

  @Override
  public void release() {
    context.close();
  }

  private byte[] unpack(byte[] compressed, int size) throws IOException {
    byte[] plain = new byte[size];

    try {
      int length =
          context.decompressByteArray(plain, 0, plain.length, compressed, 0, compressed.length);

      if (length != size) {
        throw new IOException(
            "A Parquet page unpacks to %d bytes instead of %d.".formatted(length, size));
      }
    } catch (ZstdException e) {
      throw new IOException("A Parquet page is not valid zstd: " + e.getMessage(), e);
    }

    return plain;
  }
}
