package io.guardlake.jobs.source;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** An enumerator over a store in memory, with clocks and readers that a test plays itself. */
final class EnumeratorRig {
  static final SourceUri SOURCE = SourceUri.parse("s3://bucket");
  static final Duration POLL = Duration.ofSeconds(30);

  final MemoryStore store;
  final String runId = UUID.randomUUID().toString();
  private final int parallelism;
  private Instant time = Instant.parse("2026-03-10T12:00:00Z");
  private List<String> parts = List.of();
  private ListingLimits limits = ListingLimits.standard();
  private List<SourceUri> sources = List.of(SOURCE);
  private ReadMode mode = new ReadMode.Continuous(Duration.ofDays(2), POLL, null);
  VirtualBackground background;
  RecordedMetrics metrics;
  FakeEnumeratorContext context;
  ExportEnumerator enumerator;

  /** What takes the right to write first, where a test wants that. */
  ClaimingEnumerator claiming;

  private WriteAccess access;

  EnumeratorRig(int parallelism) {
    this(parallelism, new MemoryStore());
  }

  /** One reader of objects that there are already. */
  EnumeratorRig(MemoryStore store) {
    this(1, store);
  }

  private EnumeratorRig(int parallelism, MemoryStore store) {
    this.parallelism = parallelism;
    this.store = store;
  }

  EnumeratorRig bounded() {
    mode = ReadMode.Bounded.allDays();
    return this;
  }

  EnumeratorRig mode(ReadMode other) {
    mode = other;
    return this;
  }

  EnumeratorRig mode(ReadMode other, List<SourceUri> uris) {
    sources = uris;
    return mode(other);
  }

  EnumeratorRig limits(ListingLimits other) {
    limits = other;
    return this;
  }

  EnumeratorRig learns(String... names) {
    parts = List.of(names);
    return this;
  }

  /** The right to write is taken first, and as the run that this names. */
  EnumeratorRig access(WriteAccess other) {
    access = other;
    return this;
  }

  void time(String text) {
    time = Instant.parse(text);
  }

  EnumeratorRig start() {
    return start(EnumeratorState.empty());
  }

  /** Starts an enumerator, without any reader having told that it started. */
  EnumeratorRig start(EnumeratorState state) {
    List<String> known = parts;
    ExportSourceSettings settings =
        ExportSourceSettings.of(runId, sources, mode)
            .withKnown(
                new KnownIdentities() {
                  private static final long serialVersionUID = 1;

                  @Override
                  public List<String> parts() {
                    return known;
                  }

                  @Override
                  public void read(String part, Consumer<Identity> consumer) {}
                })
            .withListingLimits(limits)
            .withClock(() -> time.toEpochMilli())
            .withAccess(access);
    background = new VirtualBackground();
    metrics = new RecordedMetrics();
    context = new FakeEnumeratorContext(parallelism, metrics);

    if (access == null) {
      enumerator = enumerator(settings, state);
      enumerator.start();
      return this;
    }

    enumerator = null;
    claiming =
        new ClaimingEnumerator(
            settings,
            context,
            background,
            state,
            (granted, from) -> {
              enumerator = enumerator(granted, from);
              return enumerator;
            });
    claiming.start();
    return this;
  }

  private ExportEnumerator enumerator(ExportSourceSettings settings, EnumeratorState state) {
    return new ExportEnumerator(
        settings,
        // Manifests are files.
        (uri, connections) ->
            uri instanceof SourceUri.Directory
                ? ObjectStoreFactory.standard().open(uri, connections)
                : store,
        context,
        background,
        state);
  }

  /** Every reader starts with nothing and asks for work without end. */
  EnumeratorRig readersAskForAll() {
    for (int reader = 0; reader < parallelism; reader++) {
      enumerator.handleSourceEvent(reader, new ReaderStarted(List.of()));
    }

    askForMore();
    return this;
  }

  void askForMore() {
    for (int reader = 0; reader < parallelism; reader++) {
      for (int i = 0; i < 1000; i++) {
        enumerator.handleSplitRequest(reader, "here");
      }
    }
  }

  void finishAll() {
    context.assigned.forEach(this::finish);
  }

  /** A reader failed, and has of these splits what it was given. */
  void fail(ExportSplit... splits) {
    enumerator.addSplitsBack(List.of(splits), 0);
  }

  void finish(ExportSplit split) {
    enumerator.handleSourceEvent(0, new SplitFinished(HeldSplit.of(split)));
  }

  /** Long enough for each region to be listed once more, and the requests are paced. */
  void poll() {
    background.advance(POLL.plusSeconds(1));
  }

  void checkpoint(long id) throws IOException {
    snapshot(id);
    enumerator.notifyCheckpointComplete(id);
  }

  /** The state as it comes out of a checkpoint. */
  EnumeratorState snapshot(long id) throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    byte[] bytes = serializer.serialize(enumerator.snapshotState(id));
    return serializer.deserialize(serializer.getVersion(), bytes);
  }

  SourceProgress progress() {
    return SourceProgress.of(runId);
  }

  void object(String day, String name) {
    store.put(ExportTree.key(day, name));
  }

  /** The names of the objects assigned so far, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();

    for (ExportSplit split : context.assigned) {
      if (split instanceof ExportSplit.Objects objects) {
        objects.objects().forEach(object -> names.add(name(object)));
      }
    }

    return names;
  }

  static String name(ExportObject object) {
    return object.uri().replaceAll(".*/|\\.jsonl\\.gz", "");
  }
}
