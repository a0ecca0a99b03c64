package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Shows the whole thing on this machine, without an AWS account, in less than a minute.",
    footer = {"", "Example:", "  guardlake demo --keep"})
final class DemoCommand implements Callable<Integer> {
  private static final Path KEPT = Path.of("guardlake-demo");

  private final Console console;

  @Option(
      names = "--findings",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many findings to generate. Default: ${DEFAULT-VALUE}.")
  private int findings;

  @Option(
      names = "--keep",
      description = "Keep the table, in ./guardlake-demo, to go on asking it.")
  private boolean keep;

  DemoCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    Demo demo = keep ? Demo.keptIn(KEPT, findings, console) : Demo.temporary(findings, console);
    return (demo.run() ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}
