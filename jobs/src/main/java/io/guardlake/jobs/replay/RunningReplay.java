package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tasks of a replay share with whoever runs it, in the one JVM that both are in: tasks are
 * made from serialized copies, which find it by its name.
 */
final class RunningReplay implements AutoCloseable {
  private static final Map<String, RunningReplay> RUNNING = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final ReplayWatch watch;
  private final KeptLines keptLines;

  RunningReplay(ReplayWatch watch, KeptLines keptLines) {
    this.watch = requireNonNull(watch, "watch is null");
    this.keptLines = requireNonNull(keptLines, "keptLines is null");
    RUNNING.put(name, this);
  }

  static RunningReplay of(String name) {
    RunningReplay running = RUNNING.get(name);

    if (running == null) {
      throw new IllegalStateException("A replay runs in the process that started it alone.");
    }

    return running;
  }

  String name() {
    return name;
  }

  ReplayWatch watch() {
    return watch;
  }

  KeptLines keptLines() {
    return keptLines;
  }

  @Override
  public void close() {
    RUNNING.remove(name);
  }
}
