package io.guardlake.jobs.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a job on a command line. */
public final class JobCommandLine {
  private JobCommandLine() {}

  /** Adds the options of a job to a command. */
  public static void addOptions(CommandSpec command, JobKind job) {
    addOptions(command, options(job));
  }

  /** Adds some options to a command. */
  public static void addOptions(CommandSpec command, Set<JobOption> options) {
    options.stream().sorted().forEach(option -> command.addOption(optionSpec(option)));
  }

  /** The texts of the options that were given, by key; a repeated one's joined by commas. */
  public static Map<String, String> arguments(ParseResult parsed, JobKind job) {
    return arguments(parsed, options(job));
  }

  /** The same of some options. */
  public static Map<String, String> arguments(ParseResult parsed, Set<JobOption> options) {
    Map<String, String> arguments = new HashMap<>();

    for (JobOption option : options) {
      if (parsed.hasMatchedOption(option.flag())) {
        List<String> texts = parsed.matchedOption(option.flag()).stringValues();
        arguments.put(option.key(), text(option, texts));
      }
    }

    return arguments;
  }

  private static Set<JobOption> options(JobKind job) {
    return Arrays.stream(JobOption.values())
        .filter(option -> option.appliesTo(job))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(JobOption.class)));
  }

  private static String text(JobOption option, List<String> texts) {
    return switch (option.kind()) {
      case FLAG -> texts.isEmpty() || texts.get(0).isEmpty() ? "true" : texts.get(0);
      case LIST -> String.join(",", texts);
      case TEXT, COUNT, DURATION, SIZE -> texts.get(texts.size() - 1);
    };
  }

  private static OptionSpec optionSpec(JobOption option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.flag()).description(help(option)).order(option.ordinal());

    return switch (option.kind()) {
      case FLAG -> builder.type(boolean.class).build();
      case LIST ->
          builder
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1..*")
              .paramLabel(option.placeholder())
              .build();
      case TEXT, COUNT, DURATION, SIZE ->
          builder.type(String.class).paramLabel(option.placeholder()).build();
    };
  }

  private static String help(JobOption option) {
    boolean shown = option.defaultText() != null && option.kind() != JobOption.Kind.FLAG;
    String description =
        shown
            ? option.description() + " Default: " + option.defaultText() + "."
            : option.description();

    // A percent sign would be a format for picocli.
    return description.replace("%", "%%");
  }
}
