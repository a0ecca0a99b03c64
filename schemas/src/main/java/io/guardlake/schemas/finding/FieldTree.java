package io.guardlake.schemas.finding;

import io.guardlake.schemas.table.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The fields that findings are known to have, as a tree of {@link FieldNode}s built from the
 * sources of the columns and from the resource {@code known-fields.txt}.
 */
final class FieldTree {
  static final FieldNode ROOT = draft().seal();

  /** The number of groups in the tree. */
  static final int GROUPS = countGroups(ROOT);

  /** More than the greatest number of a field. */
  static final int NODES = greatestNumber(ROOT) + 1;

  private static final String ANY_FIELD = ".*";
  private static final String LIST = "[]";

  private FieldTree() {}

  private static FieldDraft draft() {
    FieldDraft root = new FieldDraft();

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

    return root;
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

  private static void addKnown(FieldDraft root, String line) {
    if (line.endsWith(ANY_FIELD)) {
      root.descend(names(line, ANY_FIELD)).allowAnyField();
    } else if (line.endsWith(LIST)) {
      root.descend(names(line, LIST)).markList();
    } else {
      root.descend(names(line, ""));
    }
  }

  private static List<String> names(String line, String suffix) {
    return List.of(line.substring(0, line.length() - suffix.length()).split("\\."));
  }

  private static void addSource(
      FieldDraft root, SourcePath source, FindingColumn column, int rank) {
    CellSource cell = CellSource.of(column, rank, source.rule());
    FieldDraft node = root.descend(source.names());

    if (source.rule() instanceof SourcePath.Rule.Embedded embedded) {
      node.embed().descend(embedded.names()).feed(cell);
    } else if (source.rule() instanceof SourcePath.Rule.Where where) {
      node.feedWhere(where.field(), where.value(), cell);
    } else if (source.rule() instanceof SourcePath.Rule.OrElse other) {
      node.feedOrElse(other.field(), cell);
    } else if (column.type() == ColumnType.STRING_MAP && !node.anyFieldAllowed()) {
      node.feedPairs(cell);
    } else {
      node.feed(cell);
    }
  }

  /** The field at a path, or null if it is not known. */
  static FieldNode node(List<String> names) {
    FieldNode node = ROOT;

    for (String name : names) {
      node = node == null ? null : node.child(name);
    }

    return node;
  }

  private static int countGroups(FieldNode node) {
    int groups = node.group() == null ? 0 : 1;

    for (FieldNode child : node.children()) {
      groups += countGroups(child);
    }

    return groups;
  }

  private static int greatestNumber(FieldNode node) {
    int greatest = node.number();

    if (node.embedded() != null) {
      greatest = Math.max(greatest, greatestNumber(node.embedded()));
    }

    for (FieldNode child : node.children()) {
      greatest = Math.max(greatest, greatestNumber(child));
    }

    return greatest;
  }
}
