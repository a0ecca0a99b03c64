package io.guardlake.schemas.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong, in the order of the file. */
final class YamlProblems {
  private final List<YamlProblem> found = new ArrayList<>();

  void add(Node node, String field, String sentence) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    found.add(new YamlProblem(line, column, field, sentence));
  }

  boolean any() {
    return !found.isEmpty();
  }

  List<YamlProblem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(YamlProblem::line).thenComparingInt(YamlProblem::column))
        .toList();
  }
}
