package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

/**
 * An answer, and what it cost.
 *
 * @param files the data files of the tables that were asked, all of whose footers are read
 * @param bytes how many bytes of them were read
 */
public record Answer(QueryResult result, double seconds, int files, long bytes) {
  public Answer {
    requireNonNull(result, "result is null");
  }
}
