package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.queue.Messages;
import io.guardlake.jobs.source.queue.QueueException;
import io.guardlake.jobs.source.queue.QueueException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

class QueueFeedTest {
  private final QueueRig rig = new QueueRig();

  private static QueueException error() {
    return new QueueException(Kind.NO_SUCH_QUEUE, "The queue q does not exist.", null);
  }

  @Test
  void assignsWhatMessagesTellOnceHoweverOften() {
    rig.start().readerAsksForAll();
    rig.send("a");
    rig.send("b");
    rig.send("a");
    rig.advance();
    rig.queue.showAgain();
    rig.advance();

    assertThat(rig.names()).containsExactly("a", "b");
    assertThat(rig.count(SourceMetrics.QUEUE_RECEIVED)).isEqualTo(6);
  }

  @Test
  void deletesAMessageOnlyAfterACheckpointWhoseSnapshotCameAfterIt() throws IOException {
    rig.start().readerAsksForAll();
    rig.send("a");
    rig.advance();
    rig.snapshot(1);
    String later = rig.send("b");
    rig.advance();
    assertThat(rig.queue.ids()).hasSize(2);

    rig.complete(1);
    assertThat(rig.queue.ids()).containsExactly(later);

    rig.checkpoint(2);
    assertThat(rig.queue.ids()).isEmpty();
    assertThat(rig.count(SourceMetrics.QUEUE_DELETED)).isEqualTo(2);
    assertThat(rig.metrics.gauge(SourceMetrics.QUEUE_OUTSTANDING)).isEqualTo(0);
  }

  @Test
  void deletesWhatAnAbortedCheckpointHadOnceALaterOneIsComplete() throws IOException {
    rig.start();
    rig.send("a");
    rig.advance();
    rig.snapshot(1);
    rig.snapshot(2);
    rig.complete(2);

    assertThat(rig.queue.ids()).isEmpty();
  }

  @Test
  void deletesAMessageOfAKnownObjectOnlyAfterACheckpointToo() throws IOException {
    rig.store.put(ExportTree.key(QueueRig.DAY, "a"));
    rig.start().readerAsksForAll();
    rig.advance();
    rig.snapshot(1);
    rig.send("a");
    rig.advance();
    rig.complete(1);
    assertThat(rig.queue.ids()).hasSize(1);

    rig.checkpoint(2);
    assertThat(rig.queue.ids()).isEmpty();
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void goesOnFromASnapshotWithoutLosingOrRepeating() throws IOException {
    rig.start().readerAsksForAll();
    rig.send("in the snapshot");
    rig.advance();
    EnumeratorState state = rig.snapshot(1);
    rig.send("after it");
    rig.advance();

    rig.start(state).readerAsksForAll();
    rig.queue.showAgain();
    rig.advance();
    rig.checkpoint(2);

    assertThat(rig.names()).containsExactly("after it");
    assertThat(rig.queue.ids()).isEmpty();
  }

  @Test
  void listingFindsWhatNoMessageTold() {
    rig.start().readerAsksForAll();
    rig.send("told");
    rig.advance();
    rig.store.put(ExportTree.key(QueueRig.DAY, "told"));
    rig.store.put(ExportTree.key(QueueRig.DAY, "dropped"));
    rig.advance(QueueRig.POLL);

    assertThat(rig.names()).containsExactly("told", "dropped");
  }

  @Test
  void keepsMessagesHiddenWhileNoCheckpointIsComplete() throws IOException {
    rig.start();
    List<String> ids = List.of(rig.send("a"), rig.send("b"));
    rig.advance(QueueRig.VISIBILITY.multipliedBy(10));

    assertThat(ids).allMatch(id -> rig.queue.receipts(id) == 1);
    assertThat(rig.count(SourceMetrics.QUEUE_EXTENDED)).isBetween(30L, 50L);

    rig.checkpoint(1);
    assertThat(rig.queue.ids()).isEmpty();
    int extensions = rig.queue.extensions;
    rig.advance(QueueRig.VISIBILITY.multipliedBy(2));
    assertThat(rig.queue.extensions).isEqualTo(extensions);
  }

  @Test
  void countsAnExpiredHandleAndDeletesTheMessageWhenItComesAgain() throws IOException {
    rig.queue.expiresHandles = true;
    rig.start().readerAsksForAll();
    rig.send("a");
    rig.advance();
    rig.snapshot(1);
    rig.enumerator.notifyCheckpointComplete(1);
    rig.queue.showAgain();
    rig.advance();
    rig.checkpoint(2);

    assertThat(rig.queue.ids()).isEmpty();
    assertThat(rig.names()).containsExactly("a");
    assertThat(rig.count(SourceMetrics.QUEUE_EXPIRED_HANDLES)).isEqualTo(1);
  }

  @Test
  void extendsByTheHandleOfTheLastReceipt() {
    rig.start();
    String id = rig.send("a");
    rig.advance();
    rig.queue.showAgain();
    rig.advance(QueueRig.VISIBILITY.multipliedBy(4));

    assertThat(rig.queue.receipts(id)).isEqualTo(2);
    assertThat(rig.count(SourceMetrics.QUEUE_EXPIRED_HANDLES)).isZero();
  }

  @Test
  void leavesMessagesInTheQueueWhileTooMuchIsPending() {
    rig.listingLimits =
        new ListingLimits(
            2, 1000, 20, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), 3);
    rig.start();

    for (int i = 0; i < 200; i++) {
      rig.send("a" + i);
    }

    rig.advance();
    assertThat(rig.count(SourceMetrics.QUEUE_RECEIVED)).isBetween(20L, 40L);

    rig.readerAsksForAll().advance();
    assertThat(rig.names()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void leavesMessagesInTheQueueWhileTooManyWaitForACheckpoint() throws IOException {
    rig.limits = new QueueLimits(1, Duration.ZERO, QueueRig.VISIBILITY, 20, Duration.ofSeconds(30));
    rig.start().readerAsksForAll();

    for (int i = 0; i < 60; i++) {
      rig.send("a" + i);
    }

    rig.advance();
    assertThat(rig.names()).hasSize(20);

    rig.checkpoint(1);
    assertThat(rig.names()).hasSize(40);
  }

  @Test
  void refusesOtherBucketsAndPrefixesBeforeAnyRequestForThem() throws IOException {
    rig.source = "s3://bucket/ours";
    rig.start().readerAsksForAll();
    String key = ExportTree.key(QueueRig.DAY, "a");
    rig.queue.send(Messages.ofS3("bucket2", "ours/" + key, "e", 1));
    rig.queue.send(Messages.ofS3("bucket/ours", key, "e", 1));
    rig.queue.send(Messages.ofS3("bucket", "theirs/" + key, "e", 1));
    rig.queue.send(Messages.ofS3("bucket", "ours" + key, "e", 1));
    rig.queue.send(Messages.ofS3("bucket", "ours/../theirs/" + key, "e", 1));
    rig.queue.send(Messages.ofS3("bucket", "ours/" + key, "e", 1));
    rig.advance();
    rig.checkpoint(1);

    assertThat(rig.names()).containsExactly("a");
    assertThat(rig.notOurs(NotOurs.OTHER_BUCKET)).isEqualTo(2);
    assertThat(rig.notOurs(NotOurs.OTHER_PREFIX)).isEqualTo(2);
    assertThat(rig.notOurs(NotOurs.FOREIGN_KEY)).isEqualTo(1);
    assertThat(rig.store.opened).hasValue(0);
    assertThat(rig.queue.ids()).isEmpty();
  }

  @Test
  void countsWhatBringsNoObjectAndDeletesIt() throws IOException {
    rig.start().readerAsksForAll();
    String key = ExportTree.key(QueueRig.DAY, "a");
    rig.queue.send(Messages.test("bucket"));
    rig.queue.send(Messages.ofS3("bucket", "notes.txt", "e", 1));
    rig.queue.send(Messages.ofS3("bucket", "AWSLogs/", "e", 0));
    rig.queue.send(
        Messages.records(Messages.record("ObjectRemoved:Delete", "bucket", key, "e", 1)));
    rig.advance();
    rig.checkpoint(1);

    assertThat(rig.names()).isEmpty();
    assertThat(rig.queue.ids()).isEmpty();
    assertThat(rig.notOurs(NotOurs.TEST_EVENT)).isEqualTo(1);
    assertThat(rig.notOurs(NotOurs.FOREIGN_KEY)).isEqualTo(1);
    assertThat(rig.notOurs(NotOurs.MARKER)).isEqualTo(1);
    assertThat(rig.notOurs(NotOurs.OTHER_EVENT)).isEqualTo(1);
  }

  @Test
  void readsNoDayThatListingWouldNotShow() {
    rig.start().readerAsksForAll();
    rig.send("2026-03-07", "before the fence");
    rig.send("2026-03-08", "first");
    rig.send("2026-03-11", "tomorrow");
    rig.send("2026-03-12", "after tomorrow");
    rig.advance();

    assertThat(rig.names()).containsExactly("first", "tomorrow");
    assertThat(rig.notOurs(NotOurs.OTHER_DAY)).isEqualTo(2);
    SourceProgress progress = SourceProgress.of(rig.runId);
    assertThat(progress.beforeHorizon()).isEqualTo(1);
    assertThat(progress.daysBeforeHorizon()).contains("--from 2026-03-07 --to 2026-03-07");

    rig.time = Instant.parse("2026-03-11T00:00:01Z");
    rig.send("2026-03-12", "the new tomorrow");
    rig.advance();
    assertThat(rig.names()).contains("the new tomorrow");
  }

  @Test
  void leavesWhatItCannotReadToTheRedrivePolicy() throws IOException {
    rig.start().readerAsksForAll();
    String poison = rig.queue.send("{\"Records\": \u001b[31m");
    rig.send("a");
    rig.advance(QueueRig.VISIBILITY.multipliedBy(3));
    rig.checkpoint(1);

    assertThat(rig.queue.ids()).containsExactly(poison);
    // Not kept hidden either: it comes again until the policy takes it away.
    assertThat(rig.queue.receipts(poison)).isGreaterThan(2);
    assertThat(rig.notOurs(NotOurs.UNREADABLE)).isEqualTo(rig.queue.receipts(poison));
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void backsOffFromErrorsAndGoesOn() {
    rig.queue.receiveError = error();
    rig.start().readerAsksForAll();
    rig.send("a");
    rig.advance(Duration.ofSeconds(9));
    // Two receivers, each after 0, 1, 3 and 7 seconds.
    assertThat(rig.queue.receives).isEqualTo(8);
    assertThat(rig.errors("receive")).isEqualTo(8);

    rig.queue.receiveError = null;
    rig.advance(Duration.ofSeconds(10));
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void failsTheJobWhenTheQueueStaysAway() {
    rig.queue.receiveError = error();
    rig.start();

    assertThatThrownBy(() -> rig.advance(Duration.ofMinutes(20)))
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageMatching(
            "The queue could not be followed for 9\\d\\d seconds. The queue q does not exist.");
  }

  @Test
  void anErrorOfDeletionExtensionOrDepthFailsNothing() throws IOException {
    rig.queue.deleteError = error();
    rig.queue.extendError = error();
    rig.queue.depthError = error();
    rig.start().readerAsksForAll();
    rig.send("a");
    rig.advance(QueueRig.VISIBILITY);
    rig.checkpoint(1);

    assertThat(rig.queue.ids()).hasSize(1);
    assertThat(rig.errors("delete")).isPositive();
    assertThat(rig.errors("extend")).isPositive();
    assertThat(rig.errors("depth")).isPositive();
    assertThat(rig.metrics.gauge(SourceMetrics.QUEUE_VISIBLE)).isEqualTo(-1L);

    rig.queue.deleteError = null;
    rig.advance(Duration.ofMinutes(1));
    assertThat(rig.queue.ids()).isEmpty();
  }

  @Test
  void showsTheDepthOfTheQueue() {
    rig.start();
    rig.send("a");
    rig.queue.send("not json");
    rig.advance(Duration.ofMinutes(1));

    assertThat(rig.metrics.gauge(SourceMetrics.QUEUE_IN_FLIGHT)).isEqualTo(2L);
    assertThat(rig.metrics.gauge(SourceMetrics.QUEUE_VISIBLE)).isEqualTo(0L);
  }

  @Test
  void deletesTheRestWhenItIsClosed() throws IOException {
    rig.start();
    rig.send("a");
    rig.advance();
    rig.snapshot(1);
    rig.enumerator.notifyCheckpointComplete(1);
    assertThat(rig.queue.ids()).hasSize(1);

    rig.enumerator.close();

    assertThat(rig.queue.ids()).isEmpty();
    assertThat(rig.queue.closed).isEqualTo(1);
  }

  @Test
  void switchesFromListToQueueAndBackWithoutRepeating() throws IOException {
    EnumeratorRig listing = new EnumeratorRig(1);
    listing.object(QueueRig.DAY, "a");
    listing.start().readersAskForAll().poll();
    EnumeratorState listed = listing.snapshot(1);

    rig.start(listed).readerAsksForAll();
    rig.store.put(ExportTree.key(QueueRig.DAY, "a"));
    rig.store.put(ExportTree.key(QueueRig.DAY, "b"));
    rig.send("a");
    rig.send("b");
    rig.advance();
    rig.checkpoint(2);
    assertThat(rig.names()).containsExactly("b");
    assertThat(rig.queue.ids()).isEmpty();

    EnumeratorRig again = new EnumeratorRig(1);
    again.object(QueueRig.DAY, "a");
    again.object(QueueRig.DAY, "b");
    again.object(QueueRig.DAY, "c");
    again.start(rig.snapshot(3)).readersAskForAll().poll();
    assertThat(again.names()).containsExactly("c");
  }
}
