package io.guardlake.cli.query;

import io.guardlake.cli.console.Escapes;
import org.jline.utils.WCWidth;

/** Cells as text on a terminal: escaped, and as wide as the terminal shows them. */
final class Cells {
  /** Stands where something was cut off. */
  static final String CUT = "\u2026";

  private Cells() {}

  static String text(Object value) {
    return value == null ? "" : Escapes.forTerminal(String.valueOf(value));
  }

  /** How many columns of a terminal a text takes. */
  static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /** A text cut to a width, with a mark at its end if anything is missing. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }

    StringBuilder kept = new StringBuilder();
    int used = width(CUT);

    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      used += Math.max(0, WCWidth.wcwidth(point));

      if (used > width) {
        break;
      }

      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }

    return kept.append(CUT).toString();
  }
}
