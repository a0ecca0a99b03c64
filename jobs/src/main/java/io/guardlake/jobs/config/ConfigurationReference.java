package io.guardlake.jobs.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Renders docs/reference/configuration.md. */
final class ConfigurationReference {
  private ConfigurationReference() {}

  static String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Configuration of the jobs

        Made from the code (`JobOption`); a test keeps it true. Each option can be given, in this order
        of precedence:

        1. as an argument: `--look-back 3d`
        2. in the environment: `GUARDLAKE_LOOK_BACK=3d`
        3. in a properties file named by `--config`: `look-back=3d`; on Amazon Managed Service for
           Apache Flink, in the property group `guardlake`, where `job` names the job
        4. else its default holds

        Durations are written `500ms`, `30s`, `15m`, `6h`, `2d`; sizes `65536`, `64KiB`, `16MiB`, `1GiB`;
        lists with commas, or by repeating the argument.

        | option | environment | job | default | meaning |
        | --- | --- | --- | --- | --- |
        """);

    for (JobOption option : JobOption.values()) {
      text.append(
          "| `%s%s` | `%s` | %s | %s | %s |%n"
              .formatted(
                  option.flag(),
                  option.placeholder() == null
                      ? ""
                      : " " + option.placeholder().replace("|", "\\|"),
                  option.variable(),
                  jobs(option),
                  option.defaultText() == null ? "" : "`" + option.defaultText() + "`",
                  option.description()));
    }

    return text.toString();
  }

  private static String jobs(JobOption option) {
    return Arrays.stream(JobKind.values())
        .filter(option::appliesTo)
        .map(JobKind::label)
        .collect(Collectors.joining(", "));
  }
}
