package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.StopSignals;
import io.guardlake.cli.setup.SandboxSetup;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.sandbox.aws.SampleOrganization;
import io.guardlake.sandbox.aws.SandboxAws;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.s3.SandboxS3Settings;
import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.sqs.SandboxSqs;
import io.guardlake.sandbox.sqs.SandboxSqsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code guardlake sandbox}: AWS on this machine. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs AWS on this machine until it is stopped (Ctrl-C): GuardDuty, KMS, S3, STS, Organizations,",
      "Account and SQS, with an organization whose security account the printed AWS_* environment is",
      "of. A queue hears of every object that is written into the bucket, as by S3's event",
      "notifications; its URL is in QUEUE_URL. GuardDuty exports where it has been set up to."
    },
    footer = {
      "",
      "Example:",
      "  guardlake sandbox --port 9878 > sandbox.env &",
      "  . ./sandbox.env",
      "  guardlake sandbox generate --out s3://guardduty-findings --findings 1000",
      "",
      "  guardlake sandbox --accounts 120 --setup setup.yaml > sandbox.env &",
      "  . ./sandbox.env",
      "  guardlake setup plan --config setup.yaml"
    })
final class SandboxCommand implements Callable<Integer> {
  /** Nothing strikes here, so no choice depends on it. */
  private static final long SEED = 0;

  private static final String SETUP_BUCKET = "example-guardduty-findings";

  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of AWS, SQS aside. Left out: any free one.")
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

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many accounts the organization has. Default: 5.")
  private int accounts;

  @Option(
      names = "--opt-in",
      paramLabel = "REGION",
      split = ",",
      defaultValue = "af-south-1,ap-east-1,eu-south-1,me-south-1",
      description = "The opt-in regions that are on. Default: ${DEFAULT-VALUE}.")
  private List<String> optIn;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How fast GuardDuty's clock runs: at 60, new findings come within five seconds. Default: 1.")
  private double speed;

  @Option(
      names = "--setup",
      paramLabel = "FILE",
      description = "Write a setup.yaml for the organization there.")
  private Path setup;

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
        FaultProxy proxy = FaultProxy.inFrontOf(s3, SEED);
        BucketNotifications notifications = BucketNotifications.of(proxy, sqs, SEED);
        SandboxAws aws =
            SandboxAws.start(proxy.address(), VirtualClock.running(speed), new Knobs(), port)) {
      SampleOrganization organization = SampleOrganization.in(aws, accounts, regions());
      LocalAddress address = organization.as(SampleOrganization.SECURITY, s3.region());
      createBucket(address);
      String queueUrl = sqs.createQueue(queue);
      notifications.configure(NotificationRule.of(bucket, queueUrl));
      notifications.configure(NotificationRule.of(SETUP_BUCKET, queueUrl));

      if (setup != null) {
        Files.writeString(setup, SandboxSetup.yaml(SETUP_BUCKET, s3.region(), List.of()));
      }

      try (Exporting exporting = Exporting.start(aws.exporter())) {
        console.result(exports(environment(sqs, address, queueUrl)));
        console.message(
            "AWS is at %s with an organization of %d accounts and the bucket %s, SQS at %s with the queue %s. Stop them with Ctrl-C."
                .formatted(aws.endpoint(), accounts, bucket, sqs.endpoint(), queue));
        stopped.await();
      }
    }

    return ExitCode.DONE.number();
  }

  private List<Region> regions() {
    return optIn.stream()
        .filter(name -> !name.isBlank())
        .map(
            name ->
                Region.of(name)
                    .orElseThrow(() -> new UsageException("The sandbox has no region " + name)))
        .toList();
  }

  private void createBucket(LocalAddress address) {
    try (S3Client client = SandboxS3.newClient(address)) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  /**
   * One account's credentials are good for all services; its roles' too. SQS is another server and
   * checks none.
   */
  private static Map<String, String> environment(
      SandboxSqs sqs, LocalAddress aws, String queueUrl) {
    Map<String, String> environment = new LinkedHashMap<>(sqs.environment());
    environment.putAll(aws.environment("S3"));
    environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
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
