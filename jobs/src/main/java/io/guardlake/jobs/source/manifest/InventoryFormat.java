package io.guardlake.jobs.source.manifest;

/** What the data files of an inventory are. */
enum InventoryFormat {
  /** Gzip CSV without a header, keys percent-encoded. */
  CSV,
  /** Parquet, keys as they are. */
  PARQUET
}
