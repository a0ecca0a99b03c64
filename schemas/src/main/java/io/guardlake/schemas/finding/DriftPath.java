package io.guardlake.schemas.finding;

/**
 * Writes the path of a field so that it is harmless wherever it is shown: whoever makes a finding
 * chooses the names of unknown fields.
 */
public final class DriftPath {
  /** Longer paths are cut. A path as written here may be six times as long by its escapes. */
  static final int MAX_LENGTH = 200;

  private static final String CUT = "...";

  private DriftPath() {}

  /**
   * The path, cut to a bounded length, with backslashes doubled and with control characters, line
   * separators, lone surrogates and characters that change the direction of writing in their {@code
   * \\u} form.
   */
  static String harmless(String path) {
    String cut = path.length() > MAX_LENGTH ? cut(path) : path;

    if (cut.chars().allMatch(DriftPath::isPlain)) {
      return cut;
    }

    StringBuilder escaped = new StringBuilder();
    cut.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static String cut(String path) {
    int end = Character.isHighSurrogate(path.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return path.substring(0, end) + CUT;
  }

  private static void append(StringBuilder escaped, int point) {
    if (point == '\\') {
      escaped.append("\\\\");
    } else if (isHostile(point)) {
      escaped.append(point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
    } else {
      escaped.appendCodePoint(point);
    }
  }

  private static boolean isPlain(int character) {
    return character >= ' ' && character < 0x7F && character != '\\';
  }

  private static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
