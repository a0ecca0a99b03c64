package io.guardlake.jobs.alert.deliver;

/**
 * What one request may hold.
 *
 * @param messages at most so many
 * @param bytes bodies of at most so many bytes together
 */
public record BatchLimits(int messages, int bytes) {
  public BatchLimits {
    if (messages < 1 || bytes < 1) {
      throw new IllegalArgumentException("a request holds at least one message");
    }
  }
}
