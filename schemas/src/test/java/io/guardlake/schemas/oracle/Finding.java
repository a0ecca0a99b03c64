package io.guardlake.schemas.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A finding as a tree, with the objects at each path remembered, since many sources share it. */
final class Finding {
  private final Json root;
  private final Map<String, List<Json.Obj>> known = new HashMap<>();

  Finding(Json root) {
    this.root = root;
  }

  /** The objects at a dotted path, in order; arrays of objects are passed through. */
  List<Json.Obj> objects(String path) {
    List<Json.Obj> objects = known.get(path);

    if (objects == null) {
      objects = find(path);
      known.put(path, objects);
    }

    return objects;
  }

  private List<Json.Obj> find(String path) {
    if (path.isEmpty()) {
      return objects(root);
    }

    int dot = path.lastIndexOf('.');
    List<Json.Obj> parents = objects(dot < 0 ? "" : path.substring(0, dot));
    List<Json.Obj> found = new ArrayList<>();

    for (Json.Obj parent : parents) {
      found.addAll(objects(parent.fields().get(path.substring(dot + 1))));
    }

    return found;
  }

  /** The object, or those in the array. */
  static List<Json.Obj> objects(Json value) {
    if (value instanceof Json.Obj object) {
      return List.of(object);
    }

    if (!(value instanceof Json.Arr array)) {
      return List.of();
    }

    return array.elements().stream()
        .filter(element -> element instanceof Json.Obj)
        .map(element -> (Json.Obj) element)
        .toList();
  }
}
