package io.guardlake.jobs.erased;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that was erased and is never taken in again.
 *
 * @param id the account's twelve digits, or the finding's id
 */
public record Tombstone(Kind kind, String id) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** GuardDuty's ids are 32 hexadecimal digits; what else an id may be is left open. */
  private static final Pattern FINDING = Pattern.compile("[!-~]{8,300}");

  /** What a tombstone stands for. */
  public enum Kind {
    ACCOUNT,
    FINDING;

    /** As the table of tombstones has it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a row of the table names. */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  public Tombstone {
    requireNonNull(kind, "kind is null");
    requireNonNull(id, "id is null");
    Pattern allowed = kind == Kind.ACCOUNT ? ACCOUNT : FINDING;

    if (!allowed.matcher(id).matches()) {
      throw new IllegalArgumentException(
          kind == Kind.ACCOUNT
              ? "The account '%s' must be the twelve digits of an AWS account.".formatted(id)
              : "The finding '%s' must be a finding's id: at least 8 printable characters without spaces."
                  .formatted(id));
    }
  }
}
