package io.guardlake.schemas.quarantine;

import java.util.Locale;

/**
 * Why a line, or a whole object, is in quarantine instead of the table. The codes are published.
 */
public enum QuarantineReason {
  NOT_UTF8("The line is not valid UTF-8."),
  NOT_JSON("The line is not one JSON value."),
  NOT_A_FINDING("The line is JSON but not an object."),
  TOO_DEEP("The line nests deeper than the limit."),
  LINE_TOO_LONG("The line is longer than the limit."),
  MISSING_FIELD("A field that every finding needs is missing or null."),
  BAD_FIELD("A field that every finding needs has a value that cannot be read."),
  PROVENANCE("The finding contradicts itself or the object it came in, or its account is refused."),
  OBJECT_TOO_LARGE(
      "The object unpacks to more than the limit; what follows the limit was not read."),
  BROKEN_GZIP("The object's gzip data is corrupt or ends early; what follows was not read."),
  ACCESS_DENIED("Reading the object was refused by its bucket."),
  KMS_DENIED("Decrypting the object is not allowed by the policy of its key, or of the reader."),
  KMS_KEY_DISABLED("The key that the object is encrypted with is disabled."),
  KMS_KEY_PENDING_DELETION("The key that the object is encrypted with is pending deletion."),
  KMS_KEY_NOT_FOUND("The key that the object is encrypted with does not exist, or not there."),
  NOT_FOUND("The object was listed and gone when it was read."),
  CHANGED("The object was replaced again and again while it was read."),
  ARCHIVED("The object is in a storage class that it must be restored from first."),
  UNREADABLE("The object could not be read for another cause.");

  private final String meaning;

  QuarantineReason(String meaning) {
    this.meaning = meaning;
  }

  /** The published code, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the reason says, as one sentence. */
  public String meaning() {
    return meaning;
  }
}
