package io.guardlake.jobs.dedup;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of immutable values in a format that never changes. Flink stores which serializer
 * class wrote a state, so another format is another class, which migrates from this one.
 */
public abstract class FixedFormatSerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1;

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** A snapshot of a serializer that its class alone describes. */
  protected abstract static class Snapshot<T> extends SimpleTypeSerializerSnapshot<T> {
    protected Snapshot(Supplier<? extends TypeSerializer<T>> serializer) {
      super(serializer);
    }
  }

  @Override
  public abstract TypeSerializerSnapshot<T> snapshotConfiguration();
}
