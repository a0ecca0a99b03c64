package io.guardlake.jobs.compact;

import io.guardlake.schemas.table.TableRow;
import java.util.List;
import java.util.Map;

/** About how many bytes of memory a row takes. */
final class RowWeight {
  private static final int OBJECT = 40;
  private static final int POINTER = 8;

  private RowWeight() {}

  static long of(TableRow row) {
    int cells = row.table().columns().size();
    long weight = OBJECT + (long) POINTER * cells;

    for (int i = 0; i < cells; i++) {
      weight += ofCell(row.cell(i));
    }

    return weight;
  }

  private static long ofCell(Object cell) {
    if (cell == null) {
      return 0;
    }

    if (cell instanceof String text) {
      // Two bytes a character, should one of them not be Latin.
      return OBJECT + 2L * text.length();
    }

    if (cell instanceof byte[] bytes) {
      return (long) OBJECT + bytes.length;
    }

    if (cell instanceof List<?> list) {
      return OBJECT + list.stream().mapToLong(element -> POINTER + ofCell(element)).sum();
    }

    if (cell instanceof Map<?, ?> map) {
      return OBJECT
          + map.entrySet().stream()
              .mapToLong(entry -> OBJECT + ofCell(entry.getKey()) + ofCell(entry.getValue()))
              .sum();
    }

    return OBJECT;
  }
}
