package io.guardlake.jobs.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * What a savepoint promises to every later version: which operators it has state of, spread over
 * how many key groups, under which names, and by which versions of which serializers.
 */
final class SavepointFormats {
  private static final ClassLoader LOADER = SavepointFormats.class.getClassLoader();

  private final TreeSet<String> lines = new TreeSet<>();

  private SavepointFormats() {}

  /** The formats of a savepoint, a line each, in their order. */
  static String of(Path savepoint) throws IOException {
    SavepointFormats formats = new SavepointFormats();

    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(in, LOADER, savepoint.toUri().toString());

      for (OperatorState operator : metadata.getOperatorStates()) {
        formats.add(operator);
      }
    }

    return String.join("\n", formats.lines) + "\n";
  }

  private void add(OperatorState operator) throws IOException {
    String uid = operator.getOperatorUid().orElseGet(() -> operator.getOperatorID().toString());
    String name = "%s (max parallelism %d)".formatted(uid, operator.getMaxParallelism());

    if (operator.getCoordinatorState() != null) {
      addCoordinator(name, operator.getCoordinatorState().getData());
    }

    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle keyed : subtask.getManagedKeyedState()) {
        addKeyed(name, (StreamStateHandle) keyed);
      }

      for (OperatorStateHandle state : subtask.getManagedOperatorState()) {
        addOperator(name, state);
      }
    }
  }

  private void addCoordinator(String name, byte[] state) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      // Flink's own version, then the enumerator's.
      int flinks = in.readInt();
      lines.add("%s: coordinator of form %d, version %d".formatted(name, flinks, in.readInt()));
    }
  }

  private void addKeyed(String name, StreamStateHandle handle) throws IOException {
    try (InputStream in = handle.openInputStream()) {
      KeyedBackendSerializationProxy<Object> proxy = new KeyedBackendSerializationProxy<>(LOADER);
      proxy.read(new DataInputViewStreamWrapper(in));
      lines.add(name + ": key by " + text(proxy.getKeySerializerSnapshot()));
      proxy.getStateMetaInfoSnapshots().forEach(state -> addState(name, state));
    }
  }

  private void addOperator(String name, StreamStateHandle handle) throws IOException {
    try (InputStream in = handle.openInputStream()) {
      OperatorBackendSerializationProxy proxy = new OperatorBackendSerializationProxy(LOADER);
      proxy.read(new DataInputViewStreamWrapper(in));
      proxy.getOperatorStateMetaInfoSnapshots().forEach(state -> addState(name, state));
    }
  }

  private void addState(String name, StateMetaInfoSnapshot state) {
    state
        .getSerializerSnapshotsImmutable()
        .forEach(
            (use, snapshot) ->
                lines.add(
                    "%s: %s, %s by %s".formatted(name, state.getName(), use, text(snapshot))));
  }

  private static String text(TypeSerializerSnapshot<?> snapshot) {
    String text = snapshot.getClass().getName() + " " + snapshot.getCurrentVersion();

    if (snapshot.restoreSerializer() instanceof MapSerializer<?, ?> map) {
      return "%s of %s to %s"
          .formatted(
              text,
              text(map.getKeySerializer().snapshotConfiguration()),
              text(map.getValueSerializer().snapshotConfiguration()));
    }

    return text;
  }
}
