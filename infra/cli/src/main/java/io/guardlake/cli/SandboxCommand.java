package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.s3.SandboxS3Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake sandbox}: AWS on this machine. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an S3 endpoint on this machine until it is stopped (Ctrl-C), and prints the AWS_*",
      "environment that makes any AWS tool use it."
    },
    footer = {
      "",
      "Example:",
      "  guardlake sandbox --port 9878 > sandbox.env &",
      "  . ./sandbox.env",
      "  guardlake sandbox generate --out s3://guardduty-findings --findings 1000"
    })
final class SandboxCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--port", paramLabel = "N", description = "The port. Left out: any free one.")
  private int port;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "guardduty-findings",
      description = "A bucket to make. Default: guardduty-findings.")
  private String bucket;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where objects are kept. Left out: in memory, gone when it stops.")
  private Path directory;

  private SandboxCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  static CommandLine of(Console console) {
    CommandLine line = new CommandLine(new SandboxCommand(console));
    line.addSubcommand(new CommandLine(new GenerateCommand(console)));
    return line;
  }

  @Override
  public Integer call() throws Exception {
    SandboxS3Settings settings = SandboxS3Settings.defaults().onPort(port);
    CountDownLatch stopped = new CountDownLatch(1);

    try (StopSignals signals = StopSignals.forwardTo(stopped::countDown);
        SandboxS3 s3 =
            SandboxS3.start(directory == null ? settings : settings.storingIn(directory))) {
      s3.createBucket(bucket);
      console.result(exports(s3.environment()));
      console.message(
          "S3 is at %s with the bucket %s. Stop it with Ctrl-C.".formatted(s3.endpoint(), bucket));
      stopped.await();
    }

    return ExitCode.DONE.number();
  }

  private static String exports(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach(
            (name, value) ->
                text.append("export ").append(name).append('=').append(value).append('\n'));
    return text.toString().stripTrailing();
  }
}
