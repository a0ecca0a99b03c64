package io.guardlake.schemas.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A file cannot be taken as it is. Holds all that is wrong with it, not just the first. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<YamlProblem> problems;

  YamlException(String file, List<YamlProblem> problems) {
    super(problems.stream().map(problem -> problem.in(file)).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<YamlProblem> problems() {
    return problems;
  }
}
