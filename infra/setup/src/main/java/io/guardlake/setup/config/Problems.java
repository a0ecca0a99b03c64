package io.guardlake.setup.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong, in the order of the file. */
final class Problems {
  private final List<ConfigProblem> found = new ArrayList<>();

  void add(Node node, String field, String sentence) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    found.add(new ConfigProblem(line, column, field, sentence));
  }

  boolean any() {
    return !found.isEmpty();
  }

  List<ConfigProblem> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
        .toList();
  }
}
