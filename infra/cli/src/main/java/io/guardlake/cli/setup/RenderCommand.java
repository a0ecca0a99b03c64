package io.guardlake.cli.setup;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.render.RolePolicy;
import io.guardlake.setup.run.Setup;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guardlake setup render}. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Prints the least that a role must be allowed for the configuration; asks nobody.",
    footer = {"", "Example:", "  guardlake setup render iam-policy --role security --use look"})
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;

  @Parameters(paramLabel = "WHAT", description = "iam-policy.")
  private String what;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "security",
      description = "management, security or logging. Default: security.")
  private AccountRole role;

  @Option(
      names = "--use",
      paramLabel = "USE",
      defaultValue = "change",
      description =
          "look: for doctor, plan and status; change: for apply, verify and destroy too. Default:"
              + " change.")
  private RolePolicy.Use use;

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!what.equals("iam-policy")) {
      throw new UsageException("What is rendered is iam-policy, not '%s'.".formatted(what));
    }

    try (Setup setup = options.open(console, new StopRequest())) {
      console.result(
          RolePolicy.of(setup.config(), role, use)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "The configuration has no account for %s."
                              .formatted(role.name().toLowerCase(Locale.ROOT)))));
      return ExitCode.DONE.number();
    }
  }
}
