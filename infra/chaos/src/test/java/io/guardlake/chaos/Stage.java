package io.guardlake.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.Snapshot;

/** A world for a few deeds in a fixed order, with a model of what must come of them. */
final class Stage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final Installation installation;
  private final World world;
  private final Model model = new Model();
  private final ExportWriter writer;
  private final List<PlannedObject> objects;
  private final List<JavaProcess> processes = new ArrayList<>();
  private int written;

  private Stage(Installation installation, World world, Plan plan) {
    this.installation = installation;
    this.world = world;
    this.writer = new ExportWriter(world, model, plan);
    this.objects = new ExportPlan(plan).oldDays();
  }

  static Stage set(Installation installation, Plan.Storage storage, Path directory) {
    Plan plan = new Plan(1, Plan.Runner.LOCAL, storage, 0, 0);
    return new Stage(installation, World.start(directory, plan), plan);
  }

  World world() {
    return world;
  }

  /** Writes the next object of the export, with bad lines or without. */
  PlannedObject write(PlannedObject.Bad... bad) {
    PlannedObject next = objects.get(written);
    written++;
    PlannedObject object =
        new PlannedObject(next.key(), next.findings(), List.of(bad), PlannedObject.Fate.STAYS);
    writer.write(List.of(object));
    return object;
  }

  /** Writes an object's findings once more, as another object. */
  void writeAgain(PlannedObject object) {
    writer.write(
        List.of(
            new PlannedObject(
                object.key().replaceAll("[^/]+$", "again-$0"),
                object.findings(),
                List.of(),
                PlannedObject.Fate.STAYS)));
  }

  /** Starts an ingest with a state of that name. */
  JavaProcess ingest(String state, String... options) {
    List<String> arguments = new ArrayList<>(List.of("ingest", "--source", world.source()));
    arguments.addAll(List.of("--output", world.output(), "--catalog", world.catalog()));
    arguments.addAll(List.of("--state", world.state() + "/" + state, "--parallelism", "2"));
    arguments.addAll(List.of("--look-back", "30d", "--poll", "300ms", "--json", "--verbose"));
    arguments.addAll(List.of(options));
    return run("ingest-" + state, arguments);
  }

  /** Runs an ingest until nothing new comes, and returns what it says it did. */
  JsonNode ingestAll(String state, String... options) {
    List<String> all = new ArrayList<>(List.of("--stop-when-idle", "2s"));
    all.addAll(List.of("--checkpoint-interval", "1s"));
    all.addAll(List.of(options));
    return end(ingest(state, all.toArray(String[]::new)));
  }

  /** Runs a backfill of everything, and returns what it says it did. */
  JsonNode backfill() {
    List<String> arguments = new ArrayList<>(JobBeside.backfillOfAllDays().arguments(world));
    arguments.add("--json");
    return end(run("backfill", arguments));
  }

  /** Waits until the findings that were written are in the table, by the table's own word. */
  void awaitCommit(String table, long before) {
    await("a commit to " + table, () -> snapshot(table) != before);
  }

  /** The current snapshot of a table, or 0. */
  long snapshot(String table) {
    try (Lake lake = Lake.open(world).orElse(null)) {
      if (lake == null) {
        return 0;
      }

      Snapshot snapshot = lake.table(table).map(t -> t.currentSnapshot()).orElse(null);
      return snapshot == null ? 0 : snapshot.snapshotId();
    }
  }

  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();

    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "There was never "
                + what
                + ".\n"
                + String.join("\n", processes.stream().map(JavaProcess::tail).toList()));
      }

      Pauses.millis(50);
    }
  }

  /** Throws what the tables have lost, doubled or made up. */
  void requireRight() {
    try (Lake lake = Lake.open(world).orElseThrow()) {
      List<String> wrong = Contents.byLine(lake).wrong(model);

      if (!wrong.isEmpty()) {
        throw new AssertionError(String.join("\n", wrong.subList(0, Math.min(5, wrong.size()))));
      }
    }
  }

  private JsonNode end(JavaProcess process) {
    if (!process.awaitEnd(PATIENCE) || process.exitCode() != 0) {
      throw new IllegalStateException("It did not end well.\n" + process.tail());
    }

    try {
      return JSON.readTree(process.json());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaProcess run(String name, List<String> arguments) {
    JavaProcess process = installation.run(name, world, arguments);
    processes.add(process);
    return process;
  }

  @Override
  public void close() {
    processes.forEach(JavaProcess::close);
    writer.close();
    world.close();
  }
}
