package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.DriftListener.Kind;
import io.guardlake.schemas.finding.JsonScanner.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Passes over a finding's bytes along the {@link FieldTree}, filling a {@link RowBuilder}. */
final class FieldWalk {
  private final JsonScanner scanner;
  private final Scalar scalar = new Scalar();
  private final RowBuilder row;
  private final DriftLog drift;
  private final HeldFields held;
  private final KeyOrder order = new KeyOrder();
  private final FieldWalk embedded;
  private Set<Integer> superseded = Set.of();
  private boolean again;
  private boolean duplicateKeys;

  FieldWalk(JsonScanner scanner, RowBuilder row, DriftLog drift) {
    this.scanner = scanner;
    this.row = row;
    this.drift = drift;
    this.held = new HeldFields(row);
    this.embedded = new FieldWalk(scanner.another(), row, drift, held);
  }

  /** A walk over the JSON in a text of another walk. */
  private FieldWalk(JsonScanner scanner, RowBuilder row, DriftLog drift, HeldFields held) {
    this.scanner = scanner;
    this.row = row;
    this.drift = drift;
    this.held = held;
    this.embedded = null;
  }

  /**
   * Reads the object that the scanner has entered.
   *
   * @return whether known keys stood more than once: then the row is not to be used, and the object
   *     is to be read again
   */
  boolean read(FieldNode node) throws JsonFault {
    again = false;
    superseded = Set.of();
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
    this.again = true;
    this.superseded = superseded;
    object(node);
  }

  private void object(FieldNode node) throws JsonFault {
    if (node.group() != null) {
      held.begin(node.group());
    }

    long seen = 0;
    FieldNode previous = null;

    while (true) {
      FieldNode child = order.guess(node, previous);

      if (child == null || !scanner.nextIs(child.key())) {
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
      } else if (!superseded.isEmpty() && superseded.contains(scanner.start())) {
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

  /** The field of the key that was stepped over; where it is null, the scalar is the key. */
  private FieldNode child(FieldNode node) {
    if (!scanner.isEscaped()) {
      FieldNode child = node.child(scanner.bytes(), scanner.from(), scanner.to());

      if (child != null) {
        return child;
      }
    }

    scalar.take(scanner, Token.TEXT);
    return node.child(scalar.bytes(), scalar.from(), scalar.to());
  }

  private void value(FieldNode node, Token token) throws JsonFault {
    if (token == Token.NULL) {
      return;
    }

    switch (node.kind()) {
      case OBJECT -> objects(node, token);
      case MAP -> map(node, token);
      case VALUE, VALUES -> {
        if (node.feeds()) {
          plain(node, token);
        } else {
          skipRest(token);
        }
      }
    }
  }

  private void objects(FieldNode node, Token token) throws JsonFault {
    int count = 0;

    if (token == Token.OBJECT) {
      object(node);
      count = 1;
    } else if (token == Token.ARRAY) {
      while (scanner.next()) {
        Token element = scanner.value();

        if (element == Token.OBJECT) {
          object(node);
          count++;
        } else if (element != Token.NULL) {
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

  private void plain(FieldNode node, Token token) throws JsonFault {
    if (node.needed()) {
      note(node);
    }

    if (token == Token.ARRAY) {
      elements(node);
    } else if (token == Token.OBJECT) {
      unexpected(node, token);
    } else {
      put(node, token);
    }
  }

  private void elements(FieldNode node) throws JsonFault {
    boolean list = node.kind() == FieldNode.Kind.VALUES;

    while (scanner.next()) {
      Token element = scanner.value();

      if (!element.isPlain()) {
        if (element != Token.NULL) {
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
  private void putElement(FieldNode node, Token token) {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    take(token);

    for (CellSource cell : node.cells()) {
      if (cell.merge() == CellSource.Merge.COLLECT) {
        put(node, cell);
      }
    }
  }

  private void put(FieldNode node, Token token) throws JsonFault {
    take(token);

    for (CellSource cell : node.cells()) {
      put(node, cell);
    }

    if (node.embedded() != null && token == Token.TEXT) {
      duplicateKeys |= embedded.readText(node.embedded(), scalar, again);
    }

    if (node.slot() != null) {
      if (token == Token.TEXT) {
        held.hold(node.slot(), scalar.text());
      } else {
        drift.add(Kind.UNEXPECTED_TYPE, node.path());
      }
    }
  }

  private void take(Token token) {
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

  /**
   * Reads the JSON object in a text. One that is not a JSON object says nothing.
   *
   * @param again whether to read without what later keys replace
   * @return whether known keys stood more than once when they were not looked for
   */
  private boolean readText(FieldNode node, Scalar text, boolean again) throws JsonFault {
    if (!isObject(text)) {
      return false;
    }

    enter(text);

    if (!again) {
      return read(node);
    }

    Set<Integer> replaced = SupersededKeys.in(scanner, node);
    enter(text);
    readAgain(node, replaced);
    return false;
  }

  private boolean isObject(Scalar text) {
    try {
      if (enter(text) != Token.OBJECT) {
        return false;
      }

      scanner.skipRest();
      return scanner.isAtEnd();
    } catch (JsonFault e) {
      return false;
    }
  }

  private Token enter(Scalar text) throws JsonFault {
    scanner.begin(text.bytes(), text.from(), text.to());
    return scanner.value();
  }

  private void map(FieldNode node, Token token) throws JsonFault {
    if (token != Token.OBJECT) {
      unexpected(node, token);
      return;
    }

    Map<String, String> entries = new LinkedHashMap<>();

    while (scanner.next()) {
      take(Token.TEXT);
      String key = scalar.text();

      if (entries.remove(key) != null) {
        drift.add(Kind.DUPLICATE_KEY, node.path());
      }

      Token value = scanner.value();

      if (value == Token.TEXT) {
        take(value);
        entries.put(key, scalar.text());
      } else if (value != Token.NULL) {
        unexpected(node, value);
      }
    }

    for (Map.Entry<String, String> entry : entries.entrySet()) {
      putEntry(node, entry.getKey(), entry.getValue());
    }
  }

  private void putEntry(FieldNode node, String key, String text) {
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

  /** Remembers where the fields are that a finding must have, for messages. */
  private void note(FieldNode node) {
    for (CellSource cell : node.cells()) {
      row.found(cell.column(), scanner.start());
    }
  }

  private void unexpected(FieldNode node, Token token) throws JsonFault {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    skipRest(token);
  }

  private void skipRest(Token token) throws JsonFault {
    if (token == Token.OBJECT || token == Token.ARRAY) {
      scanner.skipRest();
    }
  }
}
