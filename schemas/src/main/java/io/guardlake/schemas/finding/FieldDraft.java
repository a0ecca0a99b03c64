package io.guardlake.schemas.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link FieldNode} while the tree is built. */
final class FieldDraft {
  private static final int MAX_FIELDS = Long.SIZE;

  private final Map<String, FieldDraft> children = new LinkedHashMap<>();
  private final List<CellSource> cells = new ArrayList<>();
  private final List<FieldGroup.Rule> rules = new ArrayList<>();
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final FieldDraft parent;
  private final String name;
  private FieldDraft embedded;
  private boolean list;
  private boolean anyFieldAllowed;

  /** The draft of a tree's root. */
  FieldDraft() {
    this(null, "");
  }

  private FieldDraft(FieldDraft parent, String name) {
    this.parent = parent;
    this.name = name;
  }

  /** The field at a path below this one; it comes into being where it is new. */
  FieldDraft descend(List<String> names) {
    FieldDraft node = this;

    for (String next : names) {
      FieldDraft above = node;
      node = above.children.computeIfAbsent(next, absent -> new FieldDraft(above, next));
    }

    return node;
  }

  void markList() {
    list = true;
  }

  void allowAnyField() {
    anyFieldAllowed = true;
  }

  boolean anyFieldAllowed() {
    return anyFieldAllowed;
  }

  /** The root of the fields in the JSON text that the field holds; all of them are free. */
  FieldDraft embed() {
    if (embedded == null) {
      embedded = new FieldDraft();
      embedded.allowAnyField();
    }

    return embedded;
  }

  void feed(CellSource cell) {
    cells.add(cell);
  }

  void feedWhere(String testedField, String expected, CellSource cell) {
    int tested = parent.slot(testedField);
    parent.rules.add(new FieldGroup.Rule.Where(tested, expected, parent.slot(name), cell));
  }

  void feedOrElse(String otherField, CellSource cell) {
    parent.rules.add(new FieldGroup.Rule.OrElse(parent.slot(name), parent.slot(otherField), cell));
  }

  /** The objects at the field are pairs of a key and a value. */
  void feedPairs(CellSource cell) {
    rules.add(new FieldGroup.Rule.Pair(slot("key"), slot("value"), cell));
  }

  FieldNode seal() {
    return seal("", 0, null, anyFieldAllowed, new Numbering());
  }

  /** How many fields and groups are sealed so far. */
  private static final class Numbering {
    private int fields;
    private int groups;
  }

  private int slot(String field) {
    descend(List.of(field));
    return slots.computeIfAbsent(field, absent -> slots.size());
  }

  private FieldNode.Kind kind() {
    if (anyFieldAllowed && !cells.isEmpty()) {
      return FieldNode.Kind.MAP;
    }

    if (anyFieldAllowed || !children.isEmpty()) {
      return FieldNode.Kind.OBJECT;
    }

    return list ? FieldNode.Kind.VALUES : FieldNode.Kind.VALUE;
  }

  /**
   * @param free whether fields that are not known are expected here and below
   */
  private FieldNode seal(
      String path, int index, FieldNode.FieldSlot slot, boolean free, Numbering numbering) {
    if (children.size() > MAX_FIELDS) {
      throw new IllegalStateException(path + " has more than " + MAX_FIELDS + " fields");
    }

    int number = numbering.fields++;
    FieldGroup group =
        rules.isEmpty() ? null : new FieldGroup(numbering.groups++, slots.size(), rules);
    Map<String, FieldNode> sealed = new LinkedHashMap<>();

    for (Map.Entry<String, FieldDraft> entry : children.entrySet()) {
      FieldDraft child = entry.getValue();
      Integer held = slots.get(entry.getKey());
      FieldNode.FieldSlot childSlot =
          held == null ? null : new FieldNode.FieldSlot(group.id(), held);
      String childPath = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      boolean childFree = free || child.anyFieldAllowed;
      sealed.put(
          entry.getKey(), child.seal(childPath, sealed.size(), childSlot, childFree, numbering));
    }

    FieldNode inner = embedded == null ? null : embedded.seal(path, 0, null, true, numbering);
    return new FieldNode(path, kind(), index, number, free, sealed, cells, inner, group, slot);
  }
}
