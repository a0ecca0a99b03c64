package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A field that findings are known to have, with what it feeds. Immutable; arrays are passed
 * through, so one node stands for a field of every element.
 */
final class FieldNode {
  /** What is read at a field. */
  enum Kind {
    /** Fields of its own. */
    OBJECT,
    /** A plain value. */
    VALUE,
    /** A list of plain values. */
    VALUES,
    /** An object with free keys and plain values that feeds columns. */
    MAP
  }

  private final String path;
  private final Kind kind;
  private final int index;
  private final int number;
  private final KeyBytes firstKey;
  private final KeyBytes laterKey;
  private final boolean anyFieldAllowed;
  private final FieldIndex children;

  private final CellSource[] cells;

  private final FieldNode embedded;
  private final FieldGroup group;
  private final FieldSlot slot;
  private final boolean needed;

  /** Where a value is held for the group of its object. */
  record FieldSlot(int group, int slot) {}

  FieldNode(
      String path,
      Kind kind,
      int index,
      int number,
      boolean anyFieldAllowed,
      Map<String, FieldNode> children,
      List<CellSource> cells,
      FieldNode embedded,
      FieldGroup group,
      FieldSlot slot) {
    this.path = requireNonNull(path, "path is null");
    this.kind = requireNonNull(kind, "kind is null");
    this.index = index;
    this.number = number;
    String name = path.substring(path.lastIndexOf('.') + 1);
    this.firstKey = new KeyBytes('{', name);
    this.laterKey = new KeyBytes(',', name);
    this.anyFieldAllowed = anyFieldAllowed;
    this.children = new FieldIndex(children);
    this.cells = cells.toArray(new CellSource[0]);
    this.embedded = embedded;
    this.group = group;
    this.slot = slot;
    this.needed = cells.stream().anyMatch(cell -> cell.column().required());
  }

  /** Dotted, without array positions; empty for the finding itself. */
  String path() {
    return path;
  }

  /** The path of a field of this one. */
  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  Kind kind() {
    return kind;
  }

  /** Numbers the fields of one object from 0 to at most 63. */
  int index() {
    return index;
  }

  /** Numbers all fields of the tree from 0. */
  int number() {
    return number;
  }

  /** The field's name as the first key of an object. */
  KeyBytes firstKey() {
    return firstKey;
  }

  /** The field's name as a key after others. */
  KeyBytes laterKey() {
    return laterKey;
  }

  /** Whether fields that are not known are expected here. */
  boolean anyFieldAllowed() {
    return anyFieldAllowed;
  }

  /** A field of this one, or null if it is not known. */
  FieldNode child(String name) {
    return children.find(name);
  }

  /** The same by the bytes of its name, from one offset to another. */
  FieldNode child(byte[] bytes, int from, int to) {
    return children.find(bytes, from, to);
  }

  Collection<FieldNode> children() {
    return children.all();
  }

  /** The columns that the value feeds. Not to be changed. */
  CellSource[] cells() {
    return cells;
  }

  /** The fields of the JSON object that the value may be the text of, or null. */
  FieldNode embedded() {
    return embedded;
  }

  /** The fields to hold until an object here ends, or null. */
  FieldGroup group() {
    return group;
  }

  /** Where to hold the value for the object it is in, or null. */
  FieldSlot slot() {
    return slot;
  }

  /** Whether every finding must have the field. */
  boolean needed() {
    return needed;
  }

  /** Whether the value is of any use. */
  boolean feeds() {
    return cells.length > 0 || embedded != null || slot != null;
  }

  @Override
  public String toString() {
    return "FieldNode[" + path + "]";
  }
}
