package io.guardlake.jobs.source;

import io.guardlake.jobs.source.SimulatedReader.Snapshot;
import io.guardlake.jobs.source.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.ReaderInfo;

/**
 * An enumerator and its readers, with checkpoints, failures and restores as Flink's source
 * coordinator makes them: readers that fail get back their state of the last complete checkpoint,
 * and the enumerator what it assigned after it.
 */
final class SimulatedJob {
  private final ExportSourceSettings settings;
  private final ObjectStore store;
  private final SimulatedBackground background;
  private final SimulationSeams seams;
  private final Map<Long, List<Assignment>> assignments = new TreeMap<>();
  private List<SimulatedReader> readers = new ArrayList<>();
  private List<Snapshot> restorePoint = List.of();
  private ExportEnumerator enumerator;
  private SimulatedContext context;
  private byte[] completedState;
  private Set<String> durable = Set.of();
  private Checkpoint underWay;
  private long lastCheckpoint;
  private long completed;
  private int returned;

  private record Assignment(int reader, ExportSplit.Objects split) {}

  /** A checkpoint that is being taken; readers write their parts one after the other. */
  private static final class Checkpoint {
    private final long id;
    private final byte[] state;
    private final Map<Integer, Snapshot> parts = new TreeMap<>();

    Checkpoint(long id, byte[] state) {
      this.id = id;
      this.state = state;
    }
  }

  SimulatedJob(
      ExportSourceSettings settings,
      ObjectStore store,
      SimulatedBackground background,
      SimulationSeams seams) {
    this.settings = settings;
    this.store = store;
    this.background = background;
    this.seams = seams;
  }

  static String version(ExportObject object) {
    return object.uri() + " " + object.etag();
  }

  /** Starts from the last complete checkpoint, or from nothing, with so many readers. */
  void start(int parallelism) throws IOException {
    EnumeratorState state =
        completedState == null ? EnumeratorState.empty() : seams.state().read(completedState);
    assignments.clear();
    underWay = null;
    returned += state.pending().size();
    returned += state.returned().stream().mapToInt(split -> split.objects().size()).sum();
    context = new SimulatedContext(parallelism, this::assigned, i -> readers.get(i).released());
    restorePoint = spread(restorePoint, parallelism);
    readers = new ArrayList<>();
    enumerator =
        new ExportEnumerator(settings, (uri, connections) -> store, context, background, state);
    enumerator.start();

    for (int i = 0; i < parallelism; i++) {
      readers.add(null);
      startReader(i);
    }
  }

  private static List<Snapshot> spread(List<Snapshot> parts, int parallelism) {
    List<List<ExportSplit.Objects>> splits = new ArrayList<>();

    for (int i = 0; i < parallelism; i++) {
      splits.add(new ArrayList<>());
    }

    int at = 0;

    for (ExportSplit.Objects split : parts.stream().flatMap(p -> p.splits().stream()).toList()) {
      splits.get(at++ % parallelism).add(split);
    }

    List<ExportObject> emitted = parts.stream().flatMap(p -> p.emitted().stream()).toList();
    List<Snapshot> spread = new ArrayList<>();

    for (int i = 0; i < parallelism; i++) {
      spread.add(new Snapshot(splits.get(i), i == 0 ? emitted : List.of()));
    }

    return spread;
  }

  private void startReader(int index) {
    SimulatedReader reader = new SimulatedReader(index, restorePoint.get(index));
    readers.set(index, reader);
    context.readers.put(index, new ReaderInfo(index, "here"));
    reader.start(enumerator);
  }

  private void assigned(int reader, ExportSplit.Objects split) {
    assignments
        .computeIfAbsent(lastCheckpoint, any -> new ArrayList<>())
        .add(new Assignment(reader, split));
    readers.get(reader).assigned(split);
  }

  int parallelism() {
    return readers.size();
  }

  boolean step(int reader) {
    return readers.get(reader).step(enumerator);
  }

  void beginCheckpoint() throws IOException {
    if (underWay == null) {
      EnumeratorState state = enumerator.snapshotState(++lastCheckpoint);
      underWay = new Checkpoint(lastCheckpoint, new EnumeratorStateSerializer().serialize(state));
      readers.forEach(SimulatedReader::checkpointBegins);
    }
  }

  void barrier(int reader) {
    if (underWay != null && !underWay.parts.containsKey(reader)) {
      underWay.parts.put(reader, readers.get(reader).barrier());
    }
  }

  void abort() {
    underWay = null;
    readers.forEach(SimulatedReader::checkpointOver);
  }

  /** Whether every part of a checkpoint is written. */
  boolean canComplete() {
    return underWay != null && underWay.parts.size() == readers.size();
  }

  /** Makes a checkpoint one to restore from; the enumerator need not hear of it. */
  long complete() throws IOException {
    completed = underWay.id;
    completedState = underWay.state;
    restorePoint = List.copyOf(underWay.parts.values());
    assignments.keySet().removeIf(id -> id < completed);
    durable = durable(underWay);
    underWay = null;
    return completed;
  }

  void notifyComplete(long checkpoint) {
    enumerator.notifyCheckpointComplete(checkpoint);
  }

  private static Set<String> durable(Checkpoint checkpoint) throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    EnumeratorState state = serializer.deserialize(serializer.getVersion(), checkpoint.state);
    Set<String> all = new HashSet<>();
    Stream<ExportSplit.Objects> splits =
        Stream.concat(
            state.returned().stream(),
            checkpoint.parts.values().stream().flatMap(part -> part.splits().stream()));
    splits.flatMap(split -> split.objects().stream()).forEach(o -> all.add(version(o)));
    state.pending().forEach(object -> all.add(version(object)));
    checkpoint.parts.values().stream()
        .flatMap(part -> part.emitted().stream())
        .forEach(object -> all.add(version(object)));
    return all;
  }

  /** Whether a complete checkpoint holds an object. */
  boolean isDurable(String version) {
    return durable.contains(version);
  }

  void failReaders(List<Integer> failed) {
    abort();
    failed.forEach(context.readers::remove);

    for (int reader : failed) {
      List<ExportSplit> lost = new ArrayList<>();

      for (List<Assignment> some : assignments.values()) {
        some.stream().filter(a -> a.reader() == reader).forEach(a -> lost.add(a.split()));
        some.removeIf(a -> a.reader() == reader);
      }

      returned += lost.stream().mapToInt(s -> ((ExportSplit.Objects) s).objects().size()).sum();
      enumerator.addSplitsBack(lost, reader);
    }

    failed.forEach(this::startReader);
  }

  /** The job manager is lost, and with it everything but the last complete checkpoint. */
  void crash(int parallelism) throws IOException {
    background.close();
    start(parallelism);
  }

  /** The job is stopped in order, after which it may start from a checkpoint of before. */
  void restart(int parallelism) throws IOException {
    enumerator.close();
    start(parallelism);
  }

  /** How many objects came back to the enumerator from readers that failed, or a restore. */
  int returned() {
    return returned;
  }

  /** How often each version was emitted in the history that survives. */
  Map<String, Integer> emitted() {
    Map<String, Integer> counts = new HashMap<>();
    readers.stream()
        .flatMap(reader -> reader.emitted().stream())
        .forEach(object -> counts.merge(version(object), 1, Integer::sum));
    return counts;
  }

  EnumeratorState lastState() throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    return serializer.deserialize(serializer.getVersion(), completedState);
  }
}
