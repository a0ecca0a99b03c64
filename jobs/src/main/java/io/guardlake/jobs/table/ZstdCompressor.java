package io.guardlake.jobs.table;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages, one at a time, into a buffer that is reused: a page is valid until the next
 * one, and parquet-java copies it before that.
 */
final class ZstdCompressor implements BytesInputCompressor {
  /**
   * Buffers above this are given back after a page, so that one long line does not stay paid for.
   */
  private static final int KEPT_BYTES = 4 << 20;

  private final ZstdCompressCtx context;
  private Page page = new Page();
  private byte[] compressed = new byte[0];

  ZstdCompressor(int level) {
    context = new ZstdCompressCtx().setLevel(level);
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    if (page.capacity() > KEPT_BYTES) {
      page = new Page();
      compressed = new byte[0];
    }

    page.reset();
    bytes.writeAllTo(page);
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));

    if (compressed.length < bound) {
      compressed = new byte[bound];
    }

    int length =
        context.compressByteArray(compressed, 0, compressed.length, page.buffer(), 0, page.size());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }

  /** Lends its buffer out instead of copying it. */
  private static final class Page extends ByteArrayOutputStream {
    byte[] buffer() {
      return buf;
    }

    int capacity() {
      return buf.length;
    }
  }
}
