package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.render.Blueprint;
import io.guardlake.setup.render.CloudFormation;
import io.guardlake.setup.render.RolePolicy;
import io.guardlake.setup.render.Terraform;
import io.guardlake.setup.run.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guardlake setup render}. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the same setup as templates that you own, or prints the least that a role must be",
      "allowed. Nothing is changed in AWS."
    },
    footer = {
      "",
      "Examples:",
      "  guardlake setup render iam-policy --role security --use look",
      "  guardlake setup render cloudformation --out templates",
      "  guardlake setup render terraform --out terraform --regions eu-west-1,us-east-1"
    })
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @Parameters(paramLabel = "WHAT", description = "iam-policy, cloudformation (cfn) or terraform.")
  private String what;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "security",
      description = "Of iam-policy: management, security or logging. Default: security.")
  private AccountRole role;

  @Option(
      names = "--use",
      paramLabel = "USE",
      defaultValue = "change",
      description =
          "Of iam-policy: look, for doctor, plan and status; change, for apply, verify and destroy"
              + " too. Default: change.")
  private RolePolicy.Use use;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Of templates: the folder they are written to, over files of the same names.")
  private Path out;

  @Option(
      names = "--regions",
      split = ",",
      paramLabel = "REGION",
      description =
          "Of templates: the regions that the security account can use. Left out: those that the"
              + " configuration includes, or, where it includes ALL, AWS is asked.")
  private List<String> regions;

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Setup setup = options.open(console, new StopRequest())) {
      switch (what.toLowerCase(Locale.ROOT)) {
        case "iam-policy" -> console.result(policy(setup));
        case "cloudformation", "cfn" -> write(CloudFormation.files(blueprint(setup)));
        case "terraform" -> write(Terraform.files(blueprint(setup)));
        default ->
            throw new UsageException(
                "What is rendered is iam-policy, cloudformation or terraform, not '%s'."
                    .formatted(what));
      }

      return ExitCode.DONE.number();
    }
  }

  private String policy(Setup setup) {
    return RolePolicy.of(setup.config(), role, use)
        .orElseThrow(
            () ->
                new UsageException(
                    "The configuration has no account for %s."
                        .formatted(role.name().toLowerCase(Locale.ROOT))));
  }

  private Blueprint blueprint(Setup setup) {
    if (out == null) {
      throw new UsageException("Name the folder for the templates: --out DIR.");
    }

    try {
      return Blueprint.of(setup.config(), chosen(setup));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Collection<String> chosen(Setup setup) {
    List<String> included = setup.config().regions().include();

    if (regions != null || !included.isEmpty()) {
      return regions == null ? included : regions;
    }

    try {
      return setup.usableRegions();
    } catch (RefusedException e) {
      throw new UsageException(
          "%s Or name the regions, and nobody is asked: --regions eu-west-1,us-east-1"
              .formatted(e.getMessage()),
          e);
    }
  }

  private void write(SortedMap<String, String> files) {
    try {
      Files.createDirectories(out);

      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = out.resolve(file.getKey());
        Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        console.result(path.toString());
      }
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written (%s); name another with --out.".formatted(out, e), e);
    }
  }
}
