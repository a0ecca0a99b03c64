package io.guardlake.cli.query;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An answer as a table that fits a width, or row by row where no table does. */
final class TableText {
  /** Below this a column tells nothing. */
  private static final int NARROWEST = 8;

  private static final int BORDERS_A_COLUMN = 3;

  private TableText() {}

  /** Aligned columns; the widest are cut until all fit. Row by row if even that does not help. */
  static String table(QueryResult result, int width) {
    int columns = result.columns().size();

    if (columns == 0) {
      return "";
    }

    int[] widths = new int[columns];
    List<List<String>> cells = new ArrayList<>();

    for (List<Object> row : result.rows()) {
      cells.add(row.stream().map(Cells::text).toList());
    }

    for (int i = 0; i < columns; i++) {
      int index = i;
      int widest = cells.stream().mapToInt(row -> Cells.width(row.get(index))).max().orElse(0);
      widths[i] = Math.max(Cells.width(Cells.text(result.columns().get(i))), widest);
    }

    int room = width - BORDERS_A_COLUMN * columns - 1;

    if (!fit(widths, room)) {
      return vertical(result, width);
    }

    List<Column> headers = new ArrayList<>();

    for (int i = 0; i < columns; i++) {
      headers.add(
          new Column()
              .header(Cells.cut(Cells.text(result.columns().get(i)), widths[i]))
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(isNumeric(result, i) ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
              .maxWidth(Integer.MAX_VALUE));
    }

    Object[][] cut =
        cells.stream()
            .map(
                row -> {
                  Object[] line = new Object[columns];
                  Arrays.setAll(line, i -> Cells.cut(row.get(i), widths[i]));
                  return line;
                })
            .toArray(Object[][]::new);
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, headers.toArray(new Column[0]), cut);
  }

  /** A line a cell, nothing cut: the name of its column, then the cell, wrapped. */
  static String vertical(QueryResult result, int width) {
    int names =
        result.columns().stream().mapToInt(name -> Cells.width(Cells.text(name))).max().orElse(0);
    int room = Math.max(NARROWEST, width - names - BORDERS_A_COLUMN);
    StringBuilder text = new StringBuilder();

    for (int row = 0; row < result.rows().size(); row++) {
      text.append(row == 0 ? "" : "\n").append(String.format(Locale.ROOT, "-- row %,d%n", row + 1));

      for (int i = 0; i < result.columns().size(); i++) {
        String name = Cells.text(result.columns().get(i));
        text.append(name).append(" ".repeat(names - Cells.width(name))).append(" | ");
        text.append(
            wrapped(Cells.text(result.rows().get(row).get(i)), room, names + BORDERS_A_COLUMN));
        text.append('\n');
      }
    }

    return text.toString().stripTrailing();
  }

  private static String wrapped(String text, int room, int indent) {
    StringBuilder lines = new StringBuilder();
    int used = 0;

    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      String character = Character.toString(point);
      used += Cells.width(character);

      if (used > room) {
        lines.append('\n').append(" ".repeat(indent));
        used = Cells.width(character);
      }

      lines.append(character);
      i += Character.charCount(point);
    }

    return lines.toString();
  }

  /** Takes from the widest columns until all fit; whether they do. */
  private static boolean fit(int[] widths, int room) {
    while (Arrays.stream(widths).asLongStream().sum() > room) {
      int widest = 0;
      int second = 0;

      for (int i = 0; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }

      for (int i = 0; i < widths.length; i++) {
        second = i == widest ? second : Math.max(second, widths[i]);
      }

      long over = Arrays.stream(widths).asLongStream().sum() - room;
      long next = Math.max(widths[widest] - over, Math.min(second, widths[widest] - 1L));

      if (widths[widest] <= NARROWEST) {
        return false;
      }

      widths[widest] = (int) Math.max(NARROWEST, next);
    }

    return true;
  }

  private static boolean isNumeric(QueryResult result, int index) {
    return !result.rows().isEmpty()
        && result.rows().stream()
            .allMatch(row -> row.get(index) == null || row.get(index) instanceof Number);
  }
}
