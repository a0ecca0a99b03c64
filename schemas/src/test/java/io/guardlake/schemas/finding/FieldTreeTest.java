package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FieldTreeTest {
  @Test
  void readsEveryPathThatColumnsName() {
    for (FindingColumn column : FindingColumn.values()) {
      for (String source : column.sources()) {
        Optional<SourcePath> path = SourcePath.parse(source);

        if (path.isPresent()) {
          FieldNode node = FieldTree.node(path.get().names());
          assertThat(node).as("%s of %s", source, column).isNotNull();
          assertThat(node.feeds() || node.group() != null).as(source).isTrue();
        }
      }
    }
  }

  @Test
  void feedsColumnsOnlyFromPathsThatTheyName() {
    Set<String> named = new TreeSet<>();

    for (FindingColumn column : FindingColumn.values()) {
      for (String source : column.sources()) {
        SourcePath.parse(source).ifPresent(path -> named.add(column.sqlName() + " " + path.path()));
      }
    }

    List<FieldNode> nodes = new ArrayList<>();
    gather(FieldTree.ROOT, nodes);

    for (FieldNode node : nodes) {
      for (CellSource cell : node.cells()) {
        assertThat(named).contains(cell.column().sqlName() + " " + node.path());
      }
    }
  }

  @Test
  void namesOnlyPathsThatAreKnown() {
    // A misspelled path in a column would become a new node without being known.
    List<String> known =
        FieldTree.knownFields().stream().map(field -> field.replace("[]", "")).toList();

    for (FindingColumn column : FindingColumn.values()) {
      for (String source : column.sources()) {
        SourcePath.parse(source)
            .ifPresent(
                path ->
                    assertThat(known)
                        .as(source)
                        .anyMatch(
                            field ->
                                field.equals(path.path())
                                    || field.startsWith(path.path() + ".")
                                    || (field.endsWith(".*")
                                        && path.path()
                                            .startsWith(field.substring(0, field.length() - 1)))));
      }
    }
  }

  @Test
  void givesEverySourceOfSingleValuesAWayToBeRead() {
    assertThat(SourcePath.parse("the band of severity_score")).isEmpty();
    assertThat(SourcePath.parse("a.b where c is D"))
        .contains(new SourcePath("a.b", new SourcePath.Rule.Where("c", "D")));
    assertThat(SourcePath.parse("a.b or c"))
        .contains(new SourcePath("a.b", new SourcePath.Rule.OrElse("c")));
    assertThat(SourcePath.parse("c in the JSON text of a.b"))
        .contains(new SourcePath("a.b", new SourcePath.Rule.Embedded("c")));
    assertThat(SourcePath.parse("c.d in the JSON text of a.b"))
        .contains(new SourcePath("a.b", new SourcePath.Rule.Embedded("c.d")));
    assertThat(SourcePath.parse("the number of a.b"))
        .contains(new SourcePath("a.b", new SourcePath.Rule.Count()));
  }

  private static void gather(FieldNode node, List<FieldNode> nodes) {
    nodes.add(node);
    node.children().forEach(child -> gather(child, nodes));
  }
}
