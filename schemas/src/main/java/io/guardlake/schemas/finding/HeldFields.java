package io.guardlake.schemas.finding;

/**
 * Holds values of fields that mean something only together, until their object ends. The lists are
 * made anew for each finding, for the reason that {@link RowBuilder} gives.
 */
final class HeldFields {
  private final RowBuilder row;
  private TextList[][] held = new TextList[FieldTree.GROUPS][];

  HeldFields(RowBuilder row) {
    this.row = row;
  }

  /** Forgets everything, for the next finding. */
  void begin() {
    held = new TextList[FieldTree.GROUPS][];
  }

  /** An object with a group begins. */
  void begin(FieldGroup group) {
    TextList[] slots = held[group.id()];

    if (slots == null) {
      held[group.id()] = newSlots(group);
      return;
    }

    for (TextList texts : slots) {
      texts.clear();
    }
  }

  void hold(FieldNode.FieldSlot slot, String text) {
    held[slot.group()][slot.slot()].add(text);
  }

  /** The object ends: applies its group's rules. */
  void end(FieldGroup group) {
    TextList[] slots = held[group.id()];

    for (FieldGroup.Rule rule : group.rules()) {
      if (rule instanceof FieldGroup.Rule.Where where) {
        if (slots[where.testedSlot()].contains(where.expected())) {
          putAll(where.cell(), slots[where.valueSlot()]);
        }
      } else if (rule instanceof FieldGroup.Rule.OrElse either) {
        String first = first(slots[either.slot()]);
        boolean none = RowBuilder.isNoValue(first);
        row.putText(either.cell(), none ? first(slots[either.otherSlot()]) : first);
      } else if (rule instanceof FieldGroup.Rule.Pair pair) {
        String key = first(slots[pair.keySlot()]);

        if (!key.isEmpty()) {
          row.putEntry(pair.cell(), key, first(slots[pair.valueSlot()]));
        }
      }
    }
  }

  private void putAll(CellSource cell, TextList texts) {
    for (int i = 0; i < texts.size(); i++) {
      row.putText(cell, texts.get(i));
    }
  }

  private static TextList[] newSlots(FieldGroup group) {
    TextList[] slots = new TextList[group.slots()];

    for (int i = 0; i < slots.length; i++) {
      slots[i] = new TextList(ListForm.EVERY);
    }

    return slots;
  }

  private static String first(TextList texts) {
    return texts.size() == 0 ? "" : texts.get(0);
  }
}
