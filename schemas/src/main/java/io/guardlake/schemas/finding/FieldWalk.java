package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.DriftListener.Kind;
import java.util.Set;

/** Passes over a finding's bytes along the {@link FieldTree}, filling a {@link RowBuilder}. */
final class FieldWalk {
  private final JsonScanner scanner;
  private Scalar scalar = new Scalar();
  private final RowBuilder row;
  private final DriftLog drift;
  private final HeldFields held;
  private final KeyOrder order = new KeyOrder();
  private final FreeKeys freeKeys;
  private final EmbeddedJson embedded;
  private Set<Integer> superseded = Set.of();
  private boolean again;
  private boolean duplicateKeys;

  FieldWalk(JsonScanner scanner, RowBuilder row, DriftLog drift) {
    this.scanner = scanner;
    this.row = row;
    this.drift = drift;
    this.held = new HeldFields(row);
    this.freeKeys = new FreeKeys(scanner, row, drift);

    JsonScanner inner = scanner.another();
    this.embedded = new EmbeddedJson(inner, new FieldWalk(inner, row, drift, held));
  }

  /** A walk over the JSON in a text of another walk. */
  private FieldWalk(JsonScanner scanner, RowBuilder row, DriftLog drift, HeldFields held) {
    this.scanner = scanner;
    this.row = row;
    this.drift = drift;
    this.held = held;
    this.freeKeys = new FreeKeys(scanner, row, drift);
    this.embedded = null;
  }

  /**
   * Reads the object that the scanner has entered.
   *
   * @return whether known keys stood more than once: then the row is not to be used, and the object
   *     is to be read again
   */
  boolean read(FieldNode node) throws JsonFault {
    begin();
    again = false;
    duplicateKeys = false;
    object(node);
    return duplicateKeys;
  }

  /**
   * Reads the object again without what later keys replace.
   *
   * @param superseded the offsets of the keys that a later one in their object replaces
   */
  void readAgain(FieldNode node, Set<Integer> superseded) throws JsonFault {
    begin();
    this.again = true;
    this.superseded = superseded;
    object(node);
  }

  /** What refers to the line is made anew, for the reason that {@link RowBuilder} gives. */
  private void begin() {
    scalar = new Scalar(scalar);

    if (embedded != null) {
      held.begin();
    }
  }

  private void object(FieldNode node) throws JsonFault {
    if (node.group() != null) {
      held.begin(node.group());
    }

    long seen = 0;
    FieldNode previous = null;

    while (true) {
      FieldNode child = expected(node, previous);

      if (child == null) {
        if (!scanner.next()) {
          break;
        }

        child = child(node);
        order.learn(node, previous, child);
      }

      previous = child;

      if (child == null) {
        if (!node.anyFieldAllowed()) {
          drift.add(Kind.UNKNOWN_FIELD, node.pathOf(scalar.text()));
        }

        scanner.skip();
      } else if (again && superseded.contains(scanner.start())) {
        drift.add(Kind.DUPLICATE_KEY, child.path());
        scanner.skip();
      } else {
        long bit = 1L << child.index();
        duplicateKeys |= (seen & bit) != 0;
        seen |= bit;
        value(child, scanner.value());
      }
    }

    if (node.group() != null) {
      held.end(node.group());
    }
  }

  /** Steps over the key that is expected next, if it comes, and says whose it is; else null. */
  private FieldNode expected(FieldNode node, FieldNode previous) {
    if (previous == null) {
      FieldNode first = order.first(node);
      return first != null && scanner.firstIs(first.firstKey()) ? first : null;
    }

    FieldNode later = order.after(previous);
    return later != null && scanner.nextIs(later.laterKey()) ? later : null;
  }

  /** The field of the key that was stepped over; where it is null, the scalar is the key. */
  private FieldNode child(FieldNode node) {
    if (!scanner.isEscaped()) {
      FieldNode child = node.child(scanner.bytes(), scanner.from(), scanner.to());

      if (child != null) {
        return child;
      }
    }

    scalar.take(scanner, JsonToken.TEXT);
    return node.child(scalar.bytes(), scalar.from(), scalar.to());
  }

  private void value(FieldNode node, JsonToken token) throws JsonFault {
    if (token == JsonToken.NULL) {
      return;
    }

    if (node.kind() == FieldNode.Kind.OBJECT) {
      objects(node, token);
    } else if (!node.feeds()) {
      scanner.skipRest(token);
    } else if (node.kind() != FieldNode.Kind.MAP) {
      plain(node, token);
    } else if (token == JsonToken.OBJECT) {
      freeKeys.read(node);
    } else {
      unexpected(node, token);
    }
  }

  private void objects(FieldNode node, JsonToken token) throws JsonFault {
    int count = 0;

    if (token == JsonToken.OBJECT) {
      object(node);
      count = 1;
    } else if (token == JsonToken.ARRAY) {
      while (scanner.next()) {
        JsonToken element = scanner.value();

        if (element == JsonToken.OBJECT) {
          object(node);
          count++;
        } else if (element != JsonToken.NULL) {
          unexpected(node, element);
        }
      }
    } else {
      unexpected(node, token);
      return;
    }

    for (CellSource counted : node.cells()) {
      row.add(counted, count);
    }
  }

  private void plain(FieldNode node, JsonToken token) throws JsonFault {
    if (node.needed()) {
      note(node);
    }

    if (token == JsonToken.ARRAY) {
      elements(node);
    } else if (token == JsonToken.OBJECT) {
      unexpected(node, token);
    } else {
      put(node, token);
    }
  }

  private void elements(FieldNode node) throws JsonFault {
    boolean list = node.kind() == FieldNode.Kind.VALUES;

    while (scanner.next()) {
      JsonToken element = scanner.value();

      if (!element.isPlain()) {
        if (element != JsonToken.NULL) {
          unexpected(node, element);
        }
      } else if (list) {
        put(node, element);
      } else {
        putElement(node, element);
      }
    }
  }

  /**
   * An element of an array that should have been one value: lists can take it, single cells not.
   */
  private void putElement(FieldNode node, JsonToken token) {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    take(token);

    for (CellSource cell : node.cells()) {
      if (cell.merge() == CellSource.Merge.COLLECT) {
        put(node, cell);
      }
    }
  }

  private void put(FieldNode node, JsonToken token) throws JsonFault {
    take(token);

    for (CellSource cell : node.cells()) {
      put(node, cell);
    }

    if (node.embedded() != null && token == JsonToken.TEXT) {
      duplicateKeys |= embedded.read(node.embedded(), scalar, again);
    }

    if (node.slot() != null) {
      if (token == JsonToken.TEXT) {
        held.hold(node.slot(), scalar.text());
      } else {
        drift.add(Kind.UNEXPECTED_TYPE, node.path());
      }
    }
  }

  private void take(JsonToken token) {
    scalar.take(scanner, token);

    if (!scalar.isAscii()) {
      row.foundMoreThanAscii();
    }
  }

  private void put(FieldNode node, CellSource cell) {
    if (!row.put(cell, scalar)) {
      drift.add(Kind.UNEXPECTED_TYPE, node.path());
    }
  }

  /** Remembers where the fields are that a finding must have, for messages. */
  private void note(FieldNode node) {
    for (CellSource cell : node.cells()) {
      row.found(cell, scanner.start());
    }
  }

  private void unexpected(FieldNode node, JsonToken token) throws JsonFault {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    scanner.skipRest(token);
  }
}
