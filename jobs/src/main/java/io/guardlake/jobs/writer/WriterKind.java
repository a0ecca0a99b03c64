package io.guardlake.jobs.writer;

import java.util.Locale;

/** What a writer is, which decides who gives way to whom. */
public enum WriterKind {
  /** Owns every export day from its first on; there is one at a time. */
  INGEST,
  /** Writes a range of export days that no other writer has. */
  BACKFILL;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
