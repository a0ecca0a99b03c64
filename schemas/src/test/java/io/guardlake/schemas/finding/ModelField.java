package io.guardlake.schemas.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field of AWS's model of a finding. Lists are passed through: one field stands for that of every
 * element; {@link #ANY_KEY} stands for the keys of a map.
 */
final class ModelField {
  static final String ANY_KEY = "*";

  private final String path;
  private final Map<String, ModelField> children = new LinkedHashMap<>();
  private final Set<String> values = new TreeSet<>();

  private ModelField(String path) {
    this.path = path;
  }

  static ModelField root() {
    return new ModelField("");
  }

  /** Dotted, without array positions; empty for the finding itself. */
  String path() {
    return path;
  }

  /** The field of the given name, made if there is none. */
  ModelField child(String name) {
    return children.computeIfAbsent(
        name, absent -> new ModelField(path.isEmpty() ? name : path + "." + name));
  }

  /** The field that a name in JSON means, or null. */
  ModelField named(String name) {
    ModelField exact = children.get(name);
    return exact == null ? children.get(ANY_KEY) : exact;
  }

  void addValues(Collection<String> more) {
    values.addAll(more);
  }

  /** Every value that the field may have, where AWS says so; empty otherwise. */
  Set<String> values() {
    return Collections.unmodifiableSet(values);
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  /** Every field below, in the model's order, each after the one it is in. */
  List<ModelField> below() {
    List<ModelField> all = new ArrayList<>();

    for (ModelField child : children.values()) {
      all.add(child);
      all.addAll(child.below());
    }

    return all;
  }

  @Override
  public String toString() {
    return path;
  }
}
