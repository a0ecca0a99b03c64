package io.guardlake.schemas.finding;

import io.guardlake.schemas.table.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that findings are known to have, as a tree of {@link FieldNode}s built from the
 * sources of the columns and from the resource {@code known-fields.txt}.
 */
final class FieldTree {
  static final FieldNode ROOT = build();

  /** The number of groups in the tree. */
  static final int GROUPS = countGroups(ROOT);

  private static final int MAX_FIELDS = Long.SIZE;

  private FieldTree() {}

  private static FieldNode build() {
    Draft root = new Draft();

    for (String line : knownFields()) {
      addKnown(root, line);
    }

    for (FindingColumn column : FindingColumn.values()) {
      for (int rank = 0; rank < column.sources().size(); rank++) {
        Optional<SourcePath> source = SourcePath.parse(column.sources().get(rank));

        if (source.isPresent()) {
          addSource(root, source.get(), column, rank);
        }
      }
    }

    return root.seal("", 0, null, new int[1]);
  }

  /** The lines of {@code known-fields.txt}. */
  static List<String> knownFields() {
    try (InputStream in = FieldTree.class.getResourceAsStream("known-fields.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("known-fields.txt is not readable in the program's jar", e);
    }
  }

  private static void addKnown(Draft root, String line) {
    if (line.endsWith(".*")) {
      root.descend(line.substring(0, line.length() - 2).split("\\.")).anyFieldAllowed = true;
      return;
    }

    boolean list = line.endsWith("[]");
    String path = list ? line.substring(0, line.length() - 2) : line;
    root.descend(path.split("\\.")).list = list;
  }

  private static void addSource(Draft root, SourcePath source, FindingColumn column, int rank) {
    String[] names = source.names().toArray(new String[0]);
    CellSource cell = CellSource.of(column, rank, source.rule());
    Draft node = root.descend(names);

    if (source.rule() instanceof SourcePath.Rule.Embedded embedded) {
      node.embedded.add(new FieldNode.EmbeddedField(embedded.field(), cell));
      return;
    }

    String name = names[names.length - 1];
    Draft parent = node.parent;

    if (source.rule() instanceof SourcePath.Rule.Where where) {
      int tested = parent.slot(where.field());
      parent.rules.add(new FieldGroup.Rule.Where(tested, where.value(), parent.slot(name), cell));
    } else if (source.rule() instanceof SourcePath.Rule.OrElse other) {
      parent.rules.add(
          new FieldGroup.Rule.OrElse(parent.slot(name), parent.slot(other.field()), cell));
    } else if (column.type() == ColumnType.STRING_MAP && !node.anyFieldAllowed) {
      node.rules.add(new FieldGroup.Rule.Pair(node.slot("key"), node.slot("value"), cell));
    } else {
      node.cells.add(cell);
    }
  }

  private static int countGroups(FieldNode node) {
    int groups = node.group() == null ? 0 : 1;

    for (FieldNode child : node.children().values()) {
      groups += countGroups(child);
    }

    return groups;
  }

  /** A node while the tree is built. */
  private static final class Draft {
    private final Map<String, Draft> children = new LinkedHashMap<>();
    private final List<CellSource> cells = new ArrayList<>();
    private final List<FieldNode.EmbeddedField> embedded = new ArrayList<>();
    private final List<FieldGroup.Rule> rules = new ArrayList<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private Draft parent;
    private boolean list;
    private boolean anyFieldAllowed;

    private Draft descend(String... names) {
      Draft node = this;

      for (String name : names) {
        Draft above = node;
        node = above.children.computeIfAbsent(name, absent -> new Draft());
        node.parent = above;
      }

      return node;
    }

    private int slot(String field) {
      descend(field);
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

    private FieldNode seal(String path, int index, FieldNode.FieldSlot slot, int[] groups) {
      if (children.size() > MAX_FIELDS) {
        throw new IllegalStateException(path + " has more than " + MAX_FIELDS + " fields");
      }

      FieldGroup group = rules.isEmpty() ? null : new FieldGroup(groups[0]++, slots.size(), rules);
      Map<String, FieldNode> sealed = new LinkedHashMap<>();

      for (Map.Entry<String, Draft> child : children.entrySet()) {
        String name = child.getKey();
        Integer held = slots.get(name);
        FieldNode.FieldSlot childSlot =
            held == null ? null : new FieldNode.FieldSlot(group.id(), held);
        String childPath = path.isEmpty() ? name : path + "." + name;
        sealed.put(name, child.getValue().seal(childPath, sealed.size(), childSlot, groups));
      }

      return new FieldNode(
          path, kind(), index, anyFieldAllowed, sealed, cells, embedded, group, slot);
    }
  }
}
