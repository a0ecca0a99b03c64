package io.guardlake.setup.message;

/** What a refusal is to the one who asked. */
public enum Meaning {
  /** What was to be done is done already, by another: look again. */
  DONE_ALREADY,
  /** It is not there. */
  NOT_FOUND,
  /** AWS has not caught up with itself yet: try again, for some minutes. */
  TRY_AGAIN,
  /** The caller lacks a permission. */
  CALLER_LACKS_PERMISSION,
  /** The region, or a feature in it, is not to be had for this account. */
  NOT_AVAILABLE,
  /** The configuration asks for what cannot be. */
  WRONG_WISH,
  /** Nobody knows this one. */
  UNKNOWN
}
