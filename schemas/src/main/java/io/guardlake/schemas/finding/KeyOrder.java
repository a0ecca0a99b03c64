package io.guardlake.schemas.finding;

/**
 * Guesses which field comes next in an object from what came next the last time: GuardDuty writes
 * its fields in much the same order again and again, and comparing with one name costs less than
 * stepping over a key and finding its field. A wrong guess costs time, nothing else. Not
 * thread-safe.
 */
final class KeyOrder {
  private final FieldNode[] firsts = new FieldNode[FieldTree.NODES];
  private final FieldNode[] followers = new FieldNode[FieldTree.NODES];

  /** The field to expect first in an object, or null. */
  FieldNode first(FieldNode object) {
    return firsts[object.number()];
  }

  /** The field to expect after one that is known, or null. */
  FieldNode after(FieldNode previous) {
    return followers[previous.number()];
  }

  /**
   * Remembers which field came.
   *
   * @param previous the field before it in the object, or null at its begin
   */
  void learn(FieldNode object, FieldNode previous, FieldNode field) {
    FieldNode[] guesses = previous == null ? firsts : followers;
    int number = previous == null ? object.number() : previous.number();

    // Storing a reference costs more than comparing it, and mostly an end comes as it was guessed.
    if (guesses[number] != field) {
      guesses[number] = field;
    }
  }
}
