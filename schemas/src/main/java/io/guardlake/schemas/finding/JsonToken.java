package io.guardlake.schemas.finding;

/** What a JSON value is. */
enum JsonToken {
  OBJECT,
  ARRAY,
  TEXT,
  NUMBER,
  BOOLEAN,
  NULL;

  /** Whether the value is a text, a number or a boolean. */
  boolean isPlain() {
    return this == TEXT || this == NUMBER || this == BOOLEAN;
  }
}
