package io.guardlake.cli.console;

/** Makes text from findings harmless on a terminal: attackers choose it. */
public final class Escapes {
  private Escapes() {}

  /**
   * The text with control characters and characters that change the direction of writing replaced
   * by their {@code \\u} form, so that neither can move the cursor or disguise what stands there.
   */
  public static String forTerminal(String text) {
    StringBuilder escaped = new StringBuilder(text.length());

    text.codePoints()
        .forEach(
            point -> {
              if (isHostile(point)) {
                escaped.append(
                    point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }

  /**
   * The text as a CSV cell that no spreadsheet runs as a formula.
   *
   * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>
   */
  public static String forSpreadsheet(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  private static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
