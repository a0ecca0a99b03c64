package io.guardlake.sandbox.generator;

import java.time.Instant;

/** One object of an export: gzip, one finding a line. */
public final class ExportObject {
  private final String key;
  private final byte[] content;
  private final Instant exportedAt;
  private final int lines;

  ExportObject(String key, byte[] content, Instant exportedAt, int lines) {
    this.key = key;
    this.content = content;
    this.exportedAt = exportedAt;
    this.lines = lines;
  }

  /** {@code [prefix/]AWSLogs/<account>/GuardDuty/<region>/YYYY/MM/DD/<uuid>.jsonl.gz}. */
  public String key() {
    return key;
  }

  /** The gzip bytes; not a copy, so not to be changed. */
  public byte[] content() {
    return content;
  }

  /** When it was exported: at most five minutes after each of its findings was updated. */
  public Instant exportedAt() {
    return exportedAt;
  }

  public int lines() {
    return lines;
  }
}
