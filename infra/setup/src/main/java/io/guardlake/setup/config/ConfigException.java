package io.guardlake.setup.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** setup.yaml cannot be taken as it is. Holds all that is wrong with it, not just the first. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  ConfigException(String file, List<ConfigProblem> problems) {
    super(problems.stream().map(problem -> problem.in(file)).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<ConfigProblem> problems() {
    return problems;
  }
}
