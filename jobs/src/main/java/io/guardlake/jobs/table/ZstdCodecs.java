package io.guardlake.jobs.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard through zstd-jni, in place of parquet-java's own codec factory, which cannot be loaded
 * without Hadoop. Other codecs are refused: every file of ours is written with this one.
 */
final class ZstdCodecs implements CompressionCodecFactory {
  private final int level;
  private final List<BytesInputCompressor> compressors = new ArrayList<>();
  private final List<BytesInputDecompressor> decompressors = new ArrayList<>();

  ZstdCodecs(int level) {
    this.level = level;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    checkCodec(codec);
    BytesInputCompressor compressor = new ZstdCompressor(level);
    compressors.add(compressor);
    return compressor;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    checkCodec(codec);
    BytesInputDecompressor decompressor = new ZstdDecompressor();
    decompressors.add(decompressor);
    return decompressor;
  }

  @Override
  public void release() {
    compressors.forEach(BytesInputCompressor::release);
    compressors.clear();
    decompressors.forEach(BytesInputDecompressor::release);
    decompressors.clear();
  }

  private static void checkCodec(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new UnsupportedOperationException(
          "The Parquet file is compressed with %s; Guardlake writes and reads ZSTD only."
              .formatted(codec));
    }
  }
}
