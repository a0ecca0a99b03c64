package io.guardlake.schemas.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.guardlake.schemas.finding.DriftListener.Kind;
import io.guardlake.schemas.finding.RowBuilder.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes over a finding's tokens along the {@link FieldTree}, filling a {@link RowBuilder}. */
final class FieldWalk {
  private final JsonFactory factory;
  private final RowBuilder row;
  private final DriftLog drift;
  private final List<List<List<String>>> held;
  private JsonParser parser;
  private Set<Long> superseded = Set.of();
  private boolean duplicateKeys;

  FieldWalk(JsonFactory factory, RowBuilder row, DriftLog drift) {
    this.factory = factory;
    this.row = row;
    this.drift = drift;
    this.held = new ArrayList<>(Collections.nCopies(FieldTree.GROUPS, null));
  }

  /**
   * Reads the finding that a parser has entered.
   *
   * @param superseded the byte offsets of the keys that a later one in their object replaces
   * @return whether known keys stood more than once without being superseded: then the row is not
   *     to be used
   */
  boolean readFinding(JsonParser parser, Set<Long> superseded) throws IOException {
    this.parser = parser;
    this.superseded = superseded;
    duplicateKeys = false;
    object(FieldTree.ROOT);
    return duplicateKeys;
  }

  private void object(FieldNode node) throws IOException {
    if (node.group() != null) {
      hold(node.group());
    }

    long seen = 0;

    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      FieldNode child = node.child(name);

      if (child == null) {
        if (!node.anyFieldAllowed()) {
          drift.add(Kind.UNKNOWN_FIELD, node.pathOf(name));
        }

        parser.nextToken();
        parser.skipChildren();
        continue;
      }

      if (isSuperseded()) {
        drift.add(Kind.DUPLICATE_KEY, child.path());
        parser.nextToken();
        parser.skipChildren();
        continue;
      }

      long bit = 1L << child.index();
      duplicateKeys |= (seen & bit) != 0;
      seen |= bit;
      value(child, parser.nextToken());
    }

    if (node.group() != null) {
      release(node.group());
    }
  }

  private boolean isSuperseded() {
    return !superseded.isEmpty()
        && superseded.contains(parser.currentTokenLocation().getByteOffset());
  }

  private void value(FieldNode node, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }

    switch (node.kind()) {
      case OBJECT -> objects(node, token);
      case MAP -> map(node, token);
      case VALUE, VALUES -> {
        if (node.feeds()) {
          plain(node, token);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void objects(FieldNode node, JsonToken token) throws IOException {
    int count = 0;

    if (token == JsonToken.START_OBJECT) {
      object(node);
      count = 1;
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken element = parser.nextToken();
          element != JsonToken.END_ARRAY;
          element = parser.nextToken()) {
        if (element == JsonToken.START_OBJECT) {
          object(node);
          count++;
        } else if (element != JsonToken.VALUE_NULL) {
          unexpected(node);
        }
      }
    } else {
      unexpected(node);
      return;
    }

    for (CellSource counted : node.cells()) {
      put(node, counted, String.valueOf(count), Shape.NUMBER);
    }
  }

  private void plain(FieldNode node, JsonToken token) throws IOException {
    if (node.needed()) {
      note(node);
    }

    if (token == JsonToken.START_OBJECT) {
      unexpected(node);
    } else if (token == JsonToken.START_ARRAY) {
      elements(node);
    } else {
      put(node, token);
    }
  }

  private void elements(FieldNode node) throws IOException {
    boolean list = node.kind() == FieldNode.Kind.VALUES;

    for (JsonToken element = parser.nextToken();
        element != JsonToken.END_ARRAY;
        element = parser.nextToken()) {
      if (element.isStructStart()) {
        unexpected(node);
      } else if (element != JsonToken.VALUE_NULL && list) {
        put(node, element);
      } else if (element != JsonToken.VALUE_NULL) {
        putElement(node, element);
      }
    }
  }

  /**
   * An element of an array that should have been one value: lists can take it, single cells not.
   */
  private void putElement(FieldNode node, JsonToken token) throws IOException {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    String text = parser.getText();

    for (CellSource cell : node.cells()) {
      if (cell.merge() == CellSource.Merge.COLLECT) {
        put(node, cell, text, shape(token));
      }
    }
  }

  private void put(FieldNode node, JsonToken token) throws IOException {
    String text = parser.getText();
    Shape shape = shape(token);

    for (CellSource cell : node.cells()) {
      put(node, cell, text, shape);
    }

    if (node.embedded() != null && shape == Shape.TEXT) {
      putEmbedded(node.embedded(), text);
    }

    FieldNode.FieldSlot slot = node.slot();

    if (slot != null && shape == Shape.TEXT) {
      held.get(slot.group()).get(slot.slot()).add(text);
    } else if (slot != null) {
      drift.add(Kind.UNEXPECTED_TYPE, node.path());
    }
  }

  private void put(FieldNode node, CellSource cell, String text, Shape shape) {
    if (!row.put(cell, text, shape)) {
      drift.add(Kind.UNEXPECTED_TYPE, node.path());
    }
  }

  /** A text that is not a JSON object says nothing; that it may not be is known. */
  private void putEmbedded(FieldNode node, String text) throws IOException {
    if (!isObject(text)) {
      return;
    }

    JsonParser outer = parser;

    try (JsonParser inner = factory.createParser(text)) {
      parser = inner;
      parser.nextToken();
      object(node);
    } finally {
      parser = outer;
    }
  }

  private boolean isObject(String text) {
    try (JsonParser inner = factory.createParser(text)) {
      if (inner.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }

      inner.skipChildren();
      return inner.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private void map(FieldNode node, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      unexpected(node);
      return;
    }

    Map<String, String> entries = new LinkedHashMap<>();

    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();

      if (entries.remove(key) != null) {
        drift.add(Kind.DUPLICATE_KEY, node.path());
      }

      if (value == JsonToken.VALUE_STRING) {
        entries.put(key, parser.getText());
      } else if (value != JsonToken.VALUE_NULL) {
        unexpected(node);
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
        put(node, cell, text, Shape.TEXT);
      }
    }

    FieldNode child = node.child(key);

    if (child != null) {
      for (CellSource cell : child.cells()) {
        put(child, cell, text, Shape.TEXT);
      }
    }
  }

  /** Remembers where the fields are that a finding must have, for messages. */
  private void note(FieldNode node) {
    for (CellSource cell : node.cells()) {
      row.found(cell.column(), parser.currentTokenLocation().getByteOffset());
    }
  }

  private void unexpected(FieldNode node) throws IOException {
    drift.add(Kind.UNEXPECTED_TYPE, node.path());
    parser.skipChildren();
  }

  private void hold(FieldGroup group) {
    List<List<String>> slots = held.get(group.id());

    if (slots == null) {
      slots = new ArrayList<>();
      held.set(group.id(), slots);

      for (int i = 0; i < group.slots(); i++) {
        slots.add(new ArrayList<>());
      }
    }

    slots.forEach(List::clear);
  }

  private void release(FieldGroup group) {
    List<List<String>> slots = held.get(group.id());

    for (FieldGroup.Rule rule : group.rules()) {
      if (rule instanceof FieldGroup.Rule.Where where) {
        if (slots.get(where.testedSlot()).contains(where.expected())) {
          slots.get(where.valueSlot()).forEach(text -> row.put(where.cell(), text, Shape.TEXT));
        }
      } else if (rule instanceof FieldGroup.Rule.OrElse either) {
        String first = first(slots.get(either.slot()));
        String text = RowBuilder.isNoValue(first) ? first(slots.get(either.otherSlot())) : first;
        row.put(either.cell(), text, Shape.TEXT);
      } else if (rule instanceof FieldGroup.Rule.Pair pair) {
        String key = first(slots.get(pair.keySlot()));

        if (!key.isEmpty()) {
          row.putEntry(pair.cell(), key, first(slots.get(pair.valueSlot())));
        }
      }
    }
  }

  private static String first(List<String> texts) {
    return texts.isEmpty() ? "" : texts.get(0);
  }

  private static Shape shape(JsonToken token) {
    if (token.isNumeric()) {
      return Shape.NUMBER;
    }

    return token.isBoolean() ? Shape.BOOLEAN : Shape.TEXT;
  }
}
