package io.guardlake.schemas.finding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the keys that a later one in the same object replaces. Only findings with duplicate keys
 * are read this way, before they are read again.
 */
final class SupersededKeys {
  private static final long ABSENT = -1;

  private final JsonParser parser;
  private final Set<Long> offsets = new HashSet<>();

  private SupersededKeys(JsonParser parser) {
    this.parser = parser;
  }

  /** The byte offsets of the superseded keys in the object that the parser has entered. */
  static Set<Long> in(JsonParser parser) throws IOException {
    SupersededKeys keys = new SupersededKeys(parser);
    keys.object(FieldTree.ROOT);
    return keys.offsets;
  }

  private void object(FieldNode node) throws IOException {
    long[] last = new long[node.children().size()];
    Arrays.fill(last, ABSENT);

    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      FieldNode child = node.child(name);

      if (child == null) {
        parser.nextToken();
        parser.skipChildren();
        continue;
      }

      long offset = parser.currentTokenLocation().getByteOffset();

      if (last[child.index()] != ABSENT) {
        offsets.add(last[child.index()]);
      }

      last[child.index()] = offset;
      value(child, parser.nextToken());
    }
  }

  private void value(FieldNode node, JsonToken token) throws IOException {
    if (node.kind() != FieldNode.Kind.OBJECT) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      object(node);
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken element = parser.nextToken();
          element != JsonToken.END_ARRAY;
          element = parser.nextToken()) {
        if (element == JsonToken.START_OBJECT) {
          object(node);
        } else {
          parser.skipChildren();
        }
      }
    }
  }
}
