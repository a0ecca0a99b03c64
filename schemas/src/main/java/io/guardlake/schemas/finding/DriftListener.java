package io.guardlake.schemas.finding;

import java.util.Locale;

/**
 * Told of what a finding holds that its columns could not take, so that no column is silently
 * empty.
 */
@FunctionalInterface
public interface DriftListener {
  /** What is unusual about a field. */
  enum Kind {
    /** The field is not one that GuardDuty is known to write. */
    UNKNOWN_FIELD,
    /** The value has a type that the field's column cannot take; the column is null. */
    UNEXPECTED_TYPE,
    /** The key stands more than once in its object; the last one wins. */
    DUPLICATE_KEY,
    /** More paths drift than are told apart; these are counted together. */
    MORE_PATHS;

    /** The published code. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something unusual was met in a finding that became a row.
   *
   * @param path the field as a dotted path without array positions, such as {@code
   *     service.action.actionType}, cut and escaped so that it may be shown anywhere
   */
  void drifted(Kind kind, String path);
}
