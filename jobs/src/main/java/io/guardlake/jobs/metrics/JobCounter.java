package io.guardlake.jobs.metrics;

/** What a run counts. The names are those of Flink's counters and of the run's summary. */
public enum JobCounter {
  /** Objects read to their end, or given up. */
  OBJECTS("objects"),
  /** Their size as stored. */
  BYTES("bytes"),
  /** Lines read. */
  LINES("lines"),
  /** The bytes of these lines, unpacked. */
  RAW_BYTES("rawBytes"),
  /** Findings read: the versions written plus the duplicates dropped. */
  FINDINGS("findings"),
  VERSIONS_WRITTEN("versionsWritten"),
  DUPLICATES_DROPPED("duplicatesDropped"),
  /** Rows that went into quarantine. */
  QUARANTINED("quarantined"),
  /** Versions learnt from the tables. */
  KNOWN("known"),
  /** Parquet files committed. */
  FILES("files"),
  /** Fields of versions written that no column could take, or that were read with a doubt. */
  DRIFT("drift"),
  /**
   * Lines and objects dropped because what they belong to was erased. They are neither among the
   * findings nor in quarantine.
   */
  ERASED("erased");

  private final String label;

  JobCounter(String label) {
    this.label = label;
  }

  /** The published name, in camelCase. */
  public String label() {
    return label;
  }
}
