package io.guardlake.schemas.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Holds values of fields that mean something only together, until their object ends. */
final class HeldFields {
  private final RowBuilder row;
  private final List<List<List<String>>> held;

  HeldFields(RowBuilder row) {
    this.row = row;
    this.held = new ArrayList<>(Collections.nCopies(FieldTree.GROUPS, null));
  }

  /** An object with a group begins. */
  void begin(FieldGroup group) {
    List<List<String>> slots = held.get(group.id());

    if (slots == null) {
      slots = new ArrayList<>();
      held.set(group.id(), slots);

      for (int i = 0; i < group.slots(); i++) {
        slots.add(new ArrayList<>());
      }
    }

    for (List<String> texts : slots) {
      texts.clear();
    }
  }

  void hold(FieldNode.FieldSlot slot, String text) {
    held.get(slot.group()).get(slot.slot()).add(text);
  }

  /** The object ends: applies its group's rules. */
  void end(FieldGroup group) {
    List<List<String>> slots = held.get(group.id());

    for (FieldGroup.Rule rule : group.rules()) {
      if (rule instanceof FieldGroup.Rule.Where where) {
        if (slots.get(where.testedSlot()).contains(where.expected())) {
          slots.get(where.valueSlot()).forEach(text -> row.putText(where.cell(), text));
        }
      } else if (rule instanceof FieldGroup.Rule.OrElse either) {
        String first = first(slots.get(either.slot()));
        boolean none = RowBuilder.isNoValue(first);
        row.putText(either.cell(), none ? first(slots.get(either.otherSlot())) : first);
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
}
