package io.guardlake.schemas.finding;

import java.util.Set;

/** Reads the JSON objects in texts of findings. A text that is not a JSON object says nothing. */
final class EmbeddedJson {
  private final JsonScanner scanner;
  private final FieldWalk walk;

  /**
   * A reader over a walk of its own.
   *
   * @param scanner the walk's
   */
  EmbeddedJson(JsonScanner scanner, FieldWalk walk) {
    this.scanner = scanner;
    this.walk = walk;
  }

  /**
   * Reads the JSON object in a text.
   *
   * @param again whether to read without what later keys replace
   * @return whether known keys stood more than once when they were not looked for
   */
  boolean read(FieldNode node, Scalar text, boolean again) throws JsonFault {
    if (!isObject(text)) {
      return false;
    }

    enter(text);

    if (!again) {
      return walk.read(node);
    }

    Set<Integer> replaced = SupersededKeys.in(scanner, node);
    enter(text);
    walk.readAgain(node, replaced);
    return false;
  }

  private boolean isObject(Scalar text) {
    try {
      if (enter(text) != JsonToken.OBJECT) {
        return false;
      }

      scanner.skipRest();
      return scanner.isAtEnd();
    } catch (JsonFault e) {
      return false;
    }
  }

  private JsonToken enter(Scalar text) throws JsonFault {
    scanner.begin(text.bytes(), text.from(), text.to());
    return scanner.value();
  }
}
