package io.guardlake.jobs.table;

import java.io.Serializable;

/**
 * How Parquet files are written.
 *
 * @param zstdLevel zstd's level, from -7 (fastest) to 19
 * @param rowGroupBytes a row group ends once it holds about so many bytes in memory, which are
 *     mostly compressed ones
 * @param pageBytes the size of a page before compression
 * @param fileBytes a file ends once it is so long, at the end of a row group where it has several
 */
public record ParquetOptions(int zstdLevel, long rowGroupBytes, int pageBytes, long fileBytes)
    implements Serializable {

  private static final long serialVersionUID = 1;

  public ParquetOptions {
    if (zstdLevel < -7 || zstdLevel > 19) {
      throw new IllegalArgumentException(
          "The zstd level is %d; choose one from -7 to 19.".formatted(zstdLevel));
    }

    if (rowGroupBytes <= 0 || pageBytes <= 0 || fileBytes <= 0) {
      throw new IllegalArgumentException(
          "Sizes must be positive: row group %d, page %d, file %d bytes."
              .formatted(rowGroupBytes, pageBytes, fileBytes));
    }
  }

  /** Level 1, row groups of 64 MiB, pages of 1 MiB, files of 256 MiB. */
  public static ParquetOptions defaults() {
    return new ParquetOptions(1, 64L << 20, 1 << 20, 256L << 20);
  }

  public ParquetOptions withZstdLevel(int level) {
    return new ParquetOptions(level, rowGroupBytes, pageBytes, fileBytes);
  }

  public ParquetOptions withRowGroupBytes(long bytes) {
    return new ParquetOptions(zstdLevel, bytes, pageBytes, fileBytes);
  }

  public ParquetOptions withPageBytes(int bytes) {
    return new ParquetOptions(zstdLevel, rowGroupBytes, bytes, fileBytes);
  }

  public ParquetOptions withFileBytes(long bytes) {
    return new ParquetOptions(zstdLevel, rowGroupBytes, pageBytes, bytes);
  }
}
