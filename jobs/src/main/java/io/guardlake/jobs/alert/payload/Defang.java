package io.guardlake.jobs.alert.payload;

import java.util.regex.Pattern;

/**
 * Makes addresses, domains and URLs unclickable: people and previews follow what chats make links
 * of.
 */
final class Defang {
  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(h)tt(ps?)(?=:)");
  private static final Pattern DOT =
      Pattern.compile("(?<=[\\p{L}\\p{N}_-])\\.(?=[\\p{L}\\p{N}_-])");

  private static final Pattern ADDRESS_6 =
      Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private Defang() {}

  /** Free text, in which anything may stand. */
  static String text(String text) {
    return DOT.matcher(SCHEME.matcher(text).replaceAll("$1xx$2")).replaceAll("[.]");
  }

  /** An address or a domain. */
  static String name(String name) {
    return ADDRESS_6.matcher(name).matches() ? name.replace(":", "[:]") : text(name);
  }
}
