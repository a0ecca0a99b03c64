package io.guardlake.setup.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.List;
import java.util.stream.Stream;

/** Lines up cells in columns. */
final class Grid {
  private static final int WIDEST = 100;

  private Grid() {}

  static String of(List<String> heads, List<List<String>> rows) {
    Column[] columns =
        heads.stream()
            .map(
                head ->
                    new Column()
                        .header(head)
                        .headerAlign(HorizontalAlign.LEFT)
                        .dataAlign(HorizontalAlign.LEFT)
                        .maxWidth(WIDEST, OverflowBehaviour.NEWLINE))
            .toArray(Column[]::new);
    Object[][] cells = rows.stream().map(List::toArray).toArray(Object[][]::new);
    return Stream.of(AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, cells).split("\n", -1))
        .map(String::stripTrailing)
        .reduce((one, other) -> one + "\n" + other)
        .orElse("");
  }
}
