package io.guardlake.jobs.erased;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * An id as it stands in bytes of any kind: not as a part of a longer run of letters and digits, so
 * that an account's twelve digits are not found within a longer number.
 */
final class WholeWord implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] word;

  WholeWord(String word) {
    this.word = word.getBytes(StandardCharsets.UTF_8);
  }

  boolean isIn(byte[] bytes) {
    for (int start = 0; start <= bytes.length - word.length; start++) {
      if (isAt(bytes, start)
          && !isAlphanumeric(bytes, start - 1)
          && !isAlphanumeric(bytes, start + word.length)) {
        return true;
      }
    }

    return false;
  }

  private boolean isAt(byte[] bytes, int start) {
    for (int i = 0; i < word.length; i++) {
      if (bytes[start + i] != word[i]) {
        return false;
      }
    }

    return true;
  }

  private static boolean isAlphanumeric(byte[] bytes, int index) {
    if (index < 0 || index >= bytes.length) {
      return false;
    }

    byte at = bytes[index];
    return (at >= '0' && at <= '9') || (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z');
  }
}
