package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.Messages;
import io.guardlake.jobs.source.queue.QueueUrl;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An enumerator that follows a queue, over a queue and a store in memory. */
final class QueueRig {
  static final Duration POLL = Duration.ofHours(6);
  static final Duration VISIBILITY = Duration.ofMinutes(4);
  static final String DAY = "2026-03-10";

  final MemoryStore store = new MemoryStore();
  final FakeQueue queue = new FakeQueue();
  final String runId = UUID.randomUUID().toString();
  RecordedMetrics metrics;
  ListingLimits listingLimits = ListingLimits.standard();
  QueueLimits limits = new QueueLimits(2, Duration.ZERO, VISIBILITY, 1000, Duration.ofSeconds(30));
  String source = "s3://bucket";
  Instant time = Instant.parse(DAY + "T12:00:00Z");
  VirtualBackground background;
  FakeEnumeratorContext context;
  ExportEnumerator enumerator;

  QueueRig start() {
    return start(EnumeratorState.empty());
  }

  QueueRig start(EnumeratorState state) {
    background = new VirtualBackground();
    queue.clock = background::nanoTime;
    metrics = new RecordedMetrics();
    context = FakeEnumeratorContext.keeping(1, metrics);
    enumerator =
        new ExportEnumerator(settings(), (uri, connections) -> store, context, background, state);
    enumerator.start();
    enumerator.handleSourceEvent(0, new ReaderStarted(List.of()));
    return this;
  }

  private ExportSourceSettings settings() {
    return ExportSourceSettings.of(
            runId,
            List.of(SourceUri.parse(source)),
            new ReadMode.Continuous(Duration.ofDays(2), POLL, null))
        .withListingLimits(listingLimits)
        .withClock(() -> time.toEpochMilli())
        .withQueue(
            new QueueSettings(
                new QueueUrl("http://localhost/000000000000/findings"),
                (url, connections) -> queue,
                limits));
  }

  QueueRig readerAsksForAll() {
    for (int i = 0; i < 1000; i++) {
      enumerator.handleSplitRequest(0, "here");
    }

    return this;
  }

  /** Sends the message of an object of a day, and gives its id. */
  String send(String day, String name) {
    return queue.send(Messages.ofS3("bucket", ExportTree.key(day, name), "e", 1));
  }

  String send(String name) {
    return send(DAY, name);
  }

  void advance(Duration by) {
    background.advance(by);
  }

  void advance() {
    advance(Duration.ofSeconds(1));
  }

  EnumeratorState snapshot(long id) throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    byte[] bytes = serializer.serialize(enumerator.snapshotState(id));
    return serializer.deserialize(serializer.getVersion(), bytes);
  }

  void complete(long id) {
    enumerator.notifyCheckpointComplete(id);
    advance();
  }

  void checkpoint(long id) throws IOException {
    snapshot(id);
    complete(id);
  }

  /** The names of the objects assigned so far, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();

    for (ExportSplit split : context.assigned) {
      ((ExportSplit.Objects) split).objects().forEach(o -> names.add(EnumeratorRig.name(o)));
    }

    return names;
  }

  long count(String metric) {
    return metrics.count(metric);
  }

  long notOurs(NotOurs cause) {
    return count(
        SourceMetrics.QUEUE_CAUSE + "." + cause.code() + "." + SourceMetrics.QUEUE_NOT_OURS);
  }

  long errors(String request) {
    return count(SourceMetrics.QUEUE_REQUEST + "." + request + "." + SourceMetrics.QUEUE_ERRORS);
  }
}
