package io.guardlake.schemas.finding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the keys that a later one in the same object replaces. Only findings with duplicate keys
 * are read this way, before they are read again.
 */
final class SupersededKeys {
  private static final int ABSENT = -1;

  private final JsonScanner scanner;
  private final Scalar key = new Scalar();
  private final Set<Integer> offsets = new HashSet<>();

  private SupersededKeys(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /** The offsets of the superseded keys in the object that the scanner has entered. */
  static Set<Integer> in(JsonScanner scanner, FieldNode node) throws JsonFault {
    SupersededKeys keys = new SupersededKeys(scanner);
    keys.object(node);
    return keys.offsets;
  }

  private void object(FieldNode node) throws JsonFault {
    int[] last = new int[node.children().size()];
    Arrays.fill(last, ABSENT);

    while (scanner.next()) {
      key.take(scanner, JsonToken.TEXT);
      FieldNode child = node.child(key.bytes(), key.from(), key.to());

      if (child == null) {
        scanner.skip();
        continue;
      }

      if (last[child.index()] != ABSENT) {
        offsets.add(last[child.index()]);
      }

      last[child.index()] = scanner.start();
      value(child, scanner.value());
    }
  }

  private void value(FieldNode node, JsonToken token) throws JsonFault {
    if (node.kind() != FieldNode.Kind.OBJECT) {
      scanner.skipRest(token);
    } else if (token == JsonToken.OBJECT) {
      object(node);
    } else if (token == JsonToken.ARRAY) {
      while (scanner.next()) {
        JsonToken element = scanner.value();

        if (element == JsonToken.OBJECT) {
          object(node);
        } else {
          scanner.skipRest(element);
        }
      }
    }
  }
}
