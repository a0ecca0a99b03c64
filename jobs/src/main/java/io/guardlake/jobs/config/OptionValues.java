package io.guardlake.jobs.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The texts of a job's options: of the arguments, else of the environment, else of the file, else
 * the defaults.
 */
public final class OptionValues {
  private final JobKind job;
  private final Map<JobOption, String> texts;

  private OptionValues(JobKind job, Map<JobOption, String> texts) {
    this.job = requireNonNull(job, "job is null");
    this.texts = Map.copyOf(texts);
  }

  /**
   * Finds the text of each option of a job.
   *
   * @param arguments by option key, such as {@code look-back}
   * @param environment the process's environment
   * @param properties a file's or the platform's properties, by option key; those of a file that
   *     the option config names come before them
   */
  public static OptionValues resolve(
      JobKind job,
      Map<String, String> arguments,
      Map<String, String> environment,
      Map<String, String> properties) {
    Map<String, String> file = new HashMap<>(properties);
    String config =
        arguments.getOrDefault(
            JobOption.CONFIG.key(), environment.get(JobOption.CONFIG.variable()));

    if (config != null) {
      file.putAll(readFile(Path.of(config)));
    }

    refuseUnknown(job, arguments, "the command line");
    refuseUnknown(job, file, "the configuration file");
    Map<JobOption, String> texts = new HashMap<>();

    for (JobOption option : JobOption.values()) {
      if (option.appliesTo(job)) {
        firstOf(
                arguments.get(option.key()),
                environment.get(option.variable()),
                file.get(option.key()),
                option.defaultText())
            .ifPresent(text -> texts.put(option, text));
      }
    }

    return new OptionValues(job, texts);
  }

  JobKind job() {
    return job;
  }

  Optional<String> text(JobOption option) {
    return Optional.ofNullable(texts.get(option));
  }

  String required(JobOption option) {
    return text(option)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s needs %s %s: %s"
                        .formatted(
                            job.label(),
                            option.flag(),
                            option.placeholder(),
                            option.description())));
  }

  private static Optional<String> firstOf(String... texts) {
    return Arrays.stream(texts).filter(text -> text != null && !text.isBlank()).findFirst();
  }

  private static void refuseUnknown(JobKind job, Map<String, String> values, String where) {
    for (String key : values.keySet()) {
      boolean known =
          Arrays.stream(JobOption.values())
              .anyMatch(option -> option.key().equals(key) && option.appliesTo(job));

      if (!known) {
        throw new UsageException(
            "%s has no option '%s' (in %s). See: guardlake %s --help"
                .formatted(job.label(), key, where, job.label()));
      }
    }
  }

  private static Map<String, String> readFile(Path path) {
    Properties properties = new Properties();

    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UsageException(
          "The configuration file %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }

    Map<String, String> values = new HashMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
    return values;
  }
}
