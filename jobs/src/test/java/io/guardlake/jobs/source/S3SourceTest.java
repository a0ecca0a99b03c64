package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoredObject;
import io.guardlake.sandbox.s3.ExportBucket;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

/** The source against a server that speaks S3, by the standard AWS settings. */
@Timeout(180)
class S3SourceTest {
  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:111122223333:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f";
  private static AwsProperties environment;
  private static SandboxS3 sandbox;
  private final String bucket = "export-" + UUID.randomUUID();
  private final String runId = UUID.randomUUID().toString();

  @BeforeAll
  static void startSandbox() {
    sandbox = SandboxS3.start();
    environment =
        new AwsProperties(
            sandbox.endpoint(), sandbox.accessKeyId(), sandbox.secretAccessKey(), sandbox.region());
  }

  @AfterAll
  static void stopSandbox() {
    environment.close();
    sandbox.close();
  }

  private ExportBucket export() {
    return sandbox.exportBucket(bucket, KEY_ARN);
  }

  private SourceUri uri() {
    return SourceUri.parse("s3://" + bucket + "/some/prefix");
  }

  private static String key(String day, String name) {
    return "some/prefix/" + ExportTree.key(day, name);
  }

  @Test
  void readsABoundedExport() throws Exception {
    ExportBucket export = export();
    export.putFolderMarker("some/prefix/");
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 1100; i++) {
      export.put(key("2026-03-10", "a" + i), ExportTree.gzip("line " + i));
      expected.add("line " + i);
    }

    export.put("elsewhere/" + ExportTree.key("2026-03-10", "b"), ExportTree.gzip("not ours"));
    ExportSourceSettings settings =
        ExportSourceSettings.of(runId, List.of(uri()), ReadMode.Bounded.allDays());

    TestJob job = TestJob.start(new ExportSource(settings), runId, 2);
    job.await();

    assertThat(job.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(job.records()).noneMatch(ExportRecord.Failure.class::isInstance);
    assertThat(SourceProgress.of(runId).markers()).isEqualTo(1);
  }

  @Test
  void seesNewAndOverwrittenObjects() throws Exception {
    ExportBucket export = export();
    export.put(key("2026-03-10", "a"), ExportTree.gzip("one"));
    ExportSourceSettings settings =
        ExportSourceSettings.of(
                runId,
                List.of(uri()),
                new ReadMode.Continuous(Duration.ofDays(2), Duration.ofMillis(100), null))
            .withClock(() -> Instant.parse("2026-03-10T12:00:00Z").toEpochMilli());

    TestJob job = TestJob.start(new ExportSource(settings), runId, 1);

    try {
      await().untilAsserted(() -> assertThat(job.lines()).containsExactly("one"));
      export.put(key("2026-03-10", "a"), ExportTree.gzip("one, changed"));
      export.put(key("2026-03-11", "b"), ExportTree.gzip("two"));
      await()
          .untilAsserted(
              () ->
                  assertThat(job.lines()).containsExactlyInAnyOrder("one", "one, changed", "two"));
      await().until(() -> SourceProgress.of(runId).isIdleFor(Duration.ofMillis(200)));
    } finally {
      job.cancel();
    }
  }

  @Test
  void readsWhatAManifestInS3Names() throws Exception {
    ExportBucket export = export();
    List<String> named = new ArrayList<>();
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 50; i++) {
      export.put(key("2026-03-10", "a" + i), ExportTree.gzip("line " + i));
      export.put(key("2026-03-11", "b" + i), ExportTree.gzip("not named " + i));
      named.add((i % 2 == 0 ? "" : "s3://" + bucket + "/") + key("2026-03-10", "a" + i));
      expected.add("line " + i);
    }

    named.add(key("2026-03-10", "gone"));
    String lists = "lists-" + runId;
    sandbox.client().createBucket(request -> request.bucket(lists));
    sandbox
        .client()
        .putObject(
            request -> request.bucket(lists).key("of/march.txt"),
            RequestBody.fromString(String.join("\n", named)));

    String manifest = "s3://" + lists + "/of/march.txt";
    ExportSourceSettings settings =
        ExportSourceSettings.of(runId, List.of(uri()), new ReadMode.Bounded(null, null, manifest));
    TestJob job = TestJob.start(new ExportSource(settings), runId, 2);
    job.await();

    assertThat(job.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(job.records())
        .filteredOn(ExportRecord.Failure.class::isInstance)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(((ExportRecord.Failure) failure).reason())
                    .isEqualTo(QuarantineReason.NOT_FOUND));
  }

  @Test
  void saysWhatIsWrongWithAnObject() throws IOException {
    ExportBucket export = export();
    export.put(key("2026-03-10", "a"), ExportTree.gzip("one"));

    try (ObjectStore store = ObjectStoreFactory.standard().open(uri(), 4)) {
      StoredObject listed = list(store).get(0);
      assertThat(store.open(listed).readAllBytes()).hasSize((int) listed.size());

      export.put(key("2026-03-10", "a"), ExportTree.gzip("two"));
      assertReason(store, listed, QuarantineReason.CHANGED);

      sandbox.client().deleteObject(r -> r.bucket(bucket).key(key("2026-03-10", "a")));
      assertReason(store, listed, QuarantineReason.NOT_FOUND);
    }
  }

  @Test
  void namesABucketThatIsMissing() {
    try (ObjectStore store =
        ObjectStoreFactory.standard().open(SourceUri.parse("s3://no-such-bucket-here"), 4)) {
      assertThatThrownBy(store::check)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("s3://no-such-bucket-here/ is in a bucket that does not exist");
    }
  }

  @Test
  void listsPageAfterPage() throws IOException {
    export();

    for (int i = 0; i < 1005; i++) {
      String key = key("2026-03-10", "a" + i);
      sandbox.client().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
    }

    try (ObjectStore store = ObjectStoreFactory.standard().open(uri(), 4)) {
      ListingPage first = store.list("AWSLogs/", false, null);

      assertThat(first.objects()).hasSize(1000);
      assertThat(list(store)).hasSize(1005).doesNotHaveDuplicates();
    }
  }

  private static List<StoredObject> list(ObjectStore store) throws IOException {
    List<StoredObject> all = new ArrayList<>();
    String from = null;

    do {
      ListingPage page = store.list("AWSLogs/", false, from);
      all.addAll(page.objects());
      from = page.next();
    } while (from != null);

    return all;
  }

  private static void assertReason(
      ObjectStore store, StoredObject object, QuarantineReason reason) {
    assertThatThrownBy(() -> store.open(object))
        .isInstanceOfSatisfying(
            StoreException.class, error -> assertThat(error.reason()).isEqualTo(reason));
  }
}
