package io.guardlake.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.source.LocalAws;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.fault.S3Errors;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Jobs go on from savepoints of every version that was released. At a release {@code
 * -Dguardlake.savepoints.write=VERSION} makes those of this one.
 *
 * <p>An ingest was stopped when it had read 40 objects; a backfill in the middle of these, held up
 * by one that S3 did not give. Neither had anything uncommitted, so that their tables need not be
 * kept: what goes on writes into new ones, and must add exactly the rest.
 */
@Timeout(300)
class UpgradeTest {
  private static final String BUCKET = "guardlake-upgrade";
  private static final String WRITE = "guardlake.savepoints.write";
  private static final int OBJECTS = 40;
  private static final int STUCK = 20;

  /** What is restored with another parallelism than it was made with. */
  private static final Map<Boolean, String> PARALLELISM = Map.of(true, "1", false, "2");

  @TempDir private Path directory;
  private LocalAws aws;
  private FaultProxy s3;
  private S3Client writer;
  private BucketNotifications notifications;
  private String queue;
  private boolean making;

  @BeforeEach
  void startServers() {
    aws = LocalAws.start();
    s3 = FaultProxy.inFrontOf(aws.sandboxS3(), 7);
    aws.pointTo("aws.endpointUrlS3", s3.endpoint().toString());
    writer = SandboxS3.newClient(s3.address());
    notifications = BucketNotifications.of(s3, aws.sandboxSqs(), 7);
    queue = aws.createQueue(QueueSettings.named("findings"));
    aws.s3().createBucket(request -> request.bucket(BUCKET));
    notifications.configure(NotificationRule.of(BUCKET, queue));
  }

  @AfterEach
  void stopServers() {
    notifications.close();
    writer.close();
    s3.close();
    aws.close();
  }

  static Stream<String> versions() throws IOException {
    return KeptState.versions().stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anIngestGoesOn(String version) throws Exception {
    goesOn(version, "ingest-list");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anIngestThatFollowsAQueueGoesOn(String version) throws Exception {
    goesOn(version, "ingest-sqs");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aBackfillGoesOnInTheMiddle(String version) throws Exception {
    Instant then = restore(version, "backfill");
    putOldObjects(then);

    RunSummary summary = run(settings(JobKind.BACKFILL), progress -> {});

    assertThat(summary.objects()).isEqualTo(OBJECTS - STUCK);
    // Each object has a version of its own and the first object's, which the state knows.
    assertThat(summary.versionsWritten()).isEqualTo(OBJECTS - STUCK);
    assertThat(summary.duplicatesDropped()).isEqualTo(OBJECTS - STUCK);
    assertThat(versions(JobKind.BACKFILL)).hasSize(OBJECTS - STUCK);
  }

  private void goesOn(String version, String kind) throws Exception {
    Instant then = restore(version, kind);
    putOldObjects(then);
    notifications.settle();

    for (int i = 0; i < OBJECTS; i++) {
      String known = finding(i, then);
      String next = ExportTree.finding("f" + i, 8, then.plusSeconds(60 + i), 2);
      put(then, "new-%02d".formatted(i), known, next);
    }

    notifications.settle();
    RunSummary summary = run(ingest(kind), progress -> {});

    assertThat(summary.objects()).as("those that it had not read").isEqualTo(OBJECTS);
    assertThat(summary.versionsWritten()).isEqualTo(OBJECTS);
    assertThat(summary.duplicatesDropped()).isEqualTo(OBJECTS);
    assertThat(versions(JobKind.INGEST)).hasSize(OBJECTS);
  }

  @Test
  void makesSavepointsOfThisVersionWhereAskedTo() throws Exception {
    String version = System.getProperty(WRITE);
    assumeTrue(version != null, "only with -D" + WRITE + "=VERSION");
    making = true;
    Instant then =
        LocalDate.now(ZoneOffset.UTC).minusDays(1).atTime(1, 2).toInstant(ZoneOffset.UTC);
    putOldObjects(then);
    notifications.settle();

    run(ingest("ingest-list"), progress -> {});
    keep(version, "ingest-list", then);
    run(ingest("ingest-sqs"), progress -> {});
    keep(version, "ingest-sqs", then);

    s3.apply(
        FaultRule.on(S3Errors.slowDown(), Operation.GET_OBJECT)
            .keys("**/old-%02d.jsonl".formatted(STUCK)));
    JobSettings backfill = settings(JobKind.BACKFILL);

    try (LocalRun run = LocalRun.start(backfill)) {
      Quiet quiet = new Quiet(run);
      RunSummary summary = run.await(quiet);
      assertThat(summary.objects()).isEqualTo(STUCK);
      assertThat(summary.versionsWritten()).isEqualTo(STUCK);
    }

    keep(version, "backfill", then);
  }

  /** Stops a run that has written what it could, once some checkpoints have passed since. */
  private static final class Quiet implements Consumer<RunProgress> {
    private static final int TICKS = 50;
    private final LocalRun run;
    private long written;
    private int ticks;

    Quiet(LocalRun run) {
      this.run = run;
    }

    @Override
    public void accept(RunProgress progress) {
      boolean same = progress.versionsWritten() > 0 && progress.versionsWritten() == written;
      ticks = same ? ticks + 1 : 0;
      written = progress.versionsWritten();

      if (ticks == TICKS) {
        run.requestStop();
      }
    }
  }

  private void keep(String version, String kind, Instant then) throws IOException {
    Path kept = directory.resolve("kept");
    Path savepoint;

    try (Stream<Path> all = Files.list(directory.resolve("state/savepoints"))) {
      savepoint = all.findFirst().orElseThrow();
    }

    Files.createDirectories(kept);
    Files.writeString(kept.resolve("made"), then.toString());
    Files.move(savepoint, kept.resolve("savepoint"));
    KeptState.keep(version, kind, kept);

    for (String name : List.of("kept", "state", "lake")) {
      delete(directory.resolve(name));
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private Instant restore(String version, String kind) throws IOException {
    Path kept = directory.resolve("kept");
    KeptState.restore(version, kind, kept);
    Path savepoints = Files.createDirectories(directory.resolve("state/savepoints"));
    Files.move(kept.resolve("savepoint"), savepoints.resolve("savepoint-kept"));
    return Instant.parse(Files.readString(kept.resolve("made")));
  }

  private void putOldObjects(Instant then) {
    for (int i = 0; i < OBJECTS; i++) {
      put(then, "old-%02d".formatted(i), finding(i, then), finding(0, then));
    }
  }

  private static String finding(int i, Instant then) {
    return ExportTree.finding("f" + i, 2 + i % 8, then, 1);
  }

  /** Not packed, because how gzip packs may change, and with it an object's ETag. */
  private void put(Instant then, String name, String... lines) {
    LocalDate day = LocalDate.ofInstant(then, ZoneOffset.UTC);
    String key =
        "AWSLogs/111122223333/GuardDuty/eu-west-1/%04d/%02d/%02d/%s.jsonl"
            .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), name);
    writer.putObject(
        request -> request.bucket(BUCKET).key(key),
        RequestBody.fromString(String.join("\n", lines)));
  }

  private static RunSummary run(JobSettings settings, Consumer<RunProgress> watcher)
      throws Exception {
    try (LocalRun run = LocalRun.start(settings)) {
      return run.await(watcher);
    }
  }

  private JobSettings ingest(String kind) {
    return kind.equals("ingest-sqs")
        ? settings(JobKind.INGEST, "feed", "sqs", "queue-url", queue, "reconcile", "2s:7d")
        : settings(JobKind.INGEST, "poll", "200ms");
  }

  private JobSettings settings(JobKind job, String... options) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("source", "s3://" + BUCKET);
    arguments.put("output", directory.resolve("lake").toUri().toString());
    arguments.put("state", directory.resolve("state").toUri().toString());
    arguments.put("parallelism", PARALLELISM.get(making));
    arguments.put("checkpoint-interval", "300ms");

    if (job == JobKind.INGEST) {
      arguments.put("stop-when-idle", "3s");
    }

    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }

    return JobSettings.of(OptionValues.resolve(job, arguments, Map.of(), Map.of()));
  }

  private List<Identity> versions(JobKind job) throws Exception {
    TableIdentities table = TableIdentities.all(Pipeline.catalog(settings(job)));
    List<Identity> identities = new ArrayList<>();

    for (String part : table.parts()) {
      table.read(part, identities::add);
    }

    assertThat(identities).doesNotHaveDuplicates();
    return identities;
  }
}
