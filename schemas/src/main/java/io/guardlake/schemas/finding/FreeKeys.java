package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.DriftListener.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads objects whose keys are free and whose values are texts. */
final class FreeKeys {
  private final JsonScanner scanner;
  private final RowBuilder row;
  private final DriftLog drift;
  private final Scalar scalar = new Scalar();

  FreeKeys(JsonScanner scanner, RowBuilder row, DriftLog drift) {
    this.scanner = scanner;
    this.row = row;
    this.drift = drift;
  }

  /** Reads the object that the scanner has entered; of equal keys the last counts. */
  void read(FieldNode node) throws JsonFault {
    Map<String, String> entries = new LinkedHashMap<>();

    while (scanner.next()) {
      String key = text();

      if (entries.remove(key) != null) {
        drift.add(Kind.DUPLICATE_KEY, node.path());
      }

      JsonToken value = scanner.value();

      if (value == JsonToken.TEXT) {
        entries.put(key, text());
      } else if (value != JsonToken.NULL) {
        drift.add(Kind.UNEXPECTED_TYPE, node.path());
        scanner.skipRest(value);
      }
    }

    for (Map.Entry<String, String> entry : entries.entrySet()) {
      put(node, entry.getKey(), entry.getValue());
    }
  }

  private String text() {
    scalar.take(scanner, JsonToken.TEXT);

    if (!scalar.isAscii()) {
      row.foundMoreThanAscii();
    }

    return scalar.text();
  }

  private void put(FieldNode node, String key, String text) {
    for (CellSource cell : node.cells()) {
      if (cell.isMap()) {
        row.putEntry(cell, key, text);
      } else {
        row.putText(cell, text);
      }
    }

    FieldNode child = node.child(key);

    if (child != null) {
      for (CellSource cell : child.cells()) {
        row.putText(cell, text);
      }
    }
  }
}
