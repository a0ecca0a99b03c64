package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;

/** Bytes that are not the JSON text they should be. Has no stack trace: input is full of them. */
final class JsonFault extends Exception {
  private static final long serialVersionUID = 1;

  private final QuarantineReason reason;
  private final int offset;

  /**
   * A fault at a byte.
   *
   * @param problem a sentence's end that follows "at byte N:"
   */
  JsonFault(QuarantineReason reason, int offset, String problem) {
    super(problem, null, false, false);
    this.reason = requireNonNull(reason, "reason is null");
    this.offset = offset;
  }

  QuarantineReason reason() {
    return reason;
  }

  /** The first byte that cannot be part of what is allowed, from 0. */
  int offset() {
    return offset;
  }
}
