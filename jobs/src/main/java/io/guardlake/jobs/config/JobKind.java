package io.guardlake.jobs.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs of the jar. */
public enum JobKind {
  /** Reads new objects as they come, until told to stop. */
  INGEST,
  /** Reads a range of export days once. */
  BACKFILL;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The job with that name. */
  public static JobKind parse(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no job '%s'. The jobs are %s."
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(JobKind::label)
                                .collect(Collectors.joining(", ")))));
  }
}
