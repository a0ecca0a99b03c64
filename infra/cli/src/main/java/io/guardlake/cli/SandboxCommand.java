package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.s3.SandboxS3Settings;
import io.guardlake.sandbox.sqs.SandboxSqs;
import io.guardlake.sandbox.sqs.SandboxSqsSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      "Runs S3 and SQS endpoints on this machine until it is stopped (Ctrl-C), and prints the",
      "AWS_* environment that makes any AWS tool use them. A queue hears of every object that is",
      "written into the bucket, as by S3's event notifications; its URL is in QUEUE_URL."
    },
    footer = {
      "",
      "Example:",
      "  guardlake sandbox --port 9878 > sandbox.env &",
      "  . ./sandbox.env",
      "  guardlake sandbox generate --out s3://guardduty-findings --findings 1000"
    })
final class SandboxCommand implements Callable<Integer> {
  /** Nothing strikes here, so no choice depends on it. */
  private static final long SEED = 0;

  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of S3. Left out: any free one.")
  private int port;

  @Option(
      names = "--sqs-port",
      paramLabel = "N",
      description = "The port of SQS. Left out: any free one.")
  private int sqsPort;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "guardduty-findings",
      description = "A bucket to make. Default: guardduty-findings.")
  private String bucket;

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      defaultValue = "guardduty-findings",
      description = "A queue to make for the bucket's events. Default: guardduty-findings.")
  private String queue;

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
    SandboxS3Settings s3Settings = SandboxS3Settings.defaults();
    SandboxSqsSettings sqsSettings = SandboxSqsSettings.defaults().onPort(sqsPort);
    CountDownLatch stopped = new CountDownLatch(1);

    try (StopSignals signals = StopSignals.forwardTo(stopped::countDown);
        SandboxS3 s3 =
            SandboxS3.start(directory == null ? s3Settings : s3Settings.storingIn(directory));
        SandboxSqs sqs = SandboxSqs.start(sqsSettings);
        // S3Proxy has no notifications: they come from the proxy in front of it.
        FaultProxy proxy = FaultProxy.inFrontOf(s3, SEED, port);
        BucketNotifications notifications = BucketNotifications.of(proxy, sqs, SEED)) {
      s3.createBucket(bucket);
      String queueUrl = sqs.createQueue(queue);
      notifications.configure(NotificationRule.of(bucket, queueUrl));
      console.result(exports(environment(sqs, proxy, queueUrl)));
      console.message(
          "S3 is at %s with the bucket %s, SQS at %s with the queue %s. Stop them with Ctrl-C."
              .formatted(proxy.endpoint(), bucket, sqs.endpoint(), queue));
      stopped.await();
    }

    return ExitCode.DONE.number();
  }

  /** S3 checks signatures and SQS does not, so S3's credentials are good for both. */
  private static Map<String, String> environment(SandboxSqs sqs, FaultProxy s3, String queueUrl) {
    Map<String, String> environment = new LinkedHashMap<>(sqs.environment());
    environment.putAll(s3.address().environment("S3"));
    environment.put("QUEUE_URL", queueUrl);
    return environment;
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
