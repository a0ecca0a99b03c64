package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Fields of one object that mean something only together. The reader holds their values, each in
 * its slot, until the object ends, and applies the rules then. Immutable.
 */
final class FieldGroup {
  /** What is done with the held values. */
  sealed interface Rule {
    /** The values of a slot feed a column if another slot holds an expected value. */
    record Where(int testedSlot, String expected, int valueSlot, CellSource cell) implements Rule {
      public Where {
        requireNonNull(expected, "expected is null");
        requireNonNull(cell, "cell is null");
      }
    }

    /** The first of two slots that holds a value feeds a column. */
    record OrElse(int slot, int otherSlot, CellSource cell) implements Rule {
      public OrElse {
        requireNonNull(cell, "cell is null");
      }
    }

    /** A key and a value feed a column of maps. */
    record Pair(int keySlot, int valueSlot, CellSource cell) implements Rule {
      public Pair {
        requireNonNull(cell, "cell is null");
      }
    }
  }

  private final int id;
  private final int slots;
  private final Rule[] rules;

  FieldGroup(int id, int slots, List<Rule> rules) {
    this.id = id;
    this.slots = slots;
    this.rules = rules.toArray(new Rule[0]);
  }

  /** Numbers the groups of a tree from 0. */
  int id() {
    return id;
  }

  /** How many fields it holds. */
  int slots() {
    return slots;
  }

  /** Not to be changed. */
  Rule[] rules() {
    return rules;
  }
}
