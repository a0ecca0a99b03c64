package io.guardlake.cli.query;

import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/**
 * Tells whether what was typed is a whole statement: SQL ends with a semicolon that is in no quotes
 * and no comment, a command of the shell begins with a backslash and is one line.
 */
final class StatementParser implements Parser {
  private final DefaultParser words = new DefaultParser();

  StatementParser() {
    // A quote or backslash of SQL is not one of a Unix shell.
    words.setQuoteChars(new char[0]);
    words.setEscapeChars(new char[0]);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !isWhole(line)) {
      throw new EOFError(-1, -1, "The statement goes on until a semicolon.", "sql");
    }

    return words.parse(line, cursor, context);
  }

  /** Whether nothing is missing: also of a blank line, and of a command. */
  static boolean isWhole(String text) {
    String line = text.strip();
    return line.isEmpty() || line.startsWith("\\") || endsOutside(line);
  }

  private static boolean endsOutside(String text) {
    String last = "";

    for (int i = 0; i < text.length(); ) {
      int end = end(text, i);
      String token = text.substring(i, end);
      boolean passed = token.isBlank() || token.startsWith("--") || token.startsWith("/*");

      if (!passed) {
        last = token;
      }

      i = end;
    }

    return last.equals(";");
  }

  /** Where the quoted text, comment or character that begins here ends. */
  private static int end(String text, int start) {
    for (String quote : List.of("'", "\"")) {
      if (text.startsWith(quote, start)) {
        int close = text.indexOf(quote, start + 1);
        return close < 0 ? text.length() : close + 1;
      }
    }

    if (text.startsWith("--", start)) {
      int line = text.indexOf('\n', start);
      return line < 0 ? text.length() : line + 1;
    }

    if (text.startsWith("/*", start)) {
      int close = text.indexOf("*/", start + 2);
      return close < 0 ? text.length() : close + 2;
    }

    return start + 1;
  }
}
