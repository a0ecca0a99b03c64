package io.guardlake.jobs.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The enumerator's state in checkpoints. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {
  private static final int VERSION = 3;
  private static final int FIRST_VERSION = 1;

  /** Since when the state says what it knows of the tables. */
  private static final int KNOWLEDGE_VERSION = 3;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    out.writeUTF(state.phase().name());
    out.writeInt(state.toLearn().size());

    for (ExportSplit.Learning split : state.toLearn()) {
      ExportSplitSerializer.write(split, out);
    }

    out.writeInt(state.beingLearnt().size());

    for (String splitId : state.beingLearnt()) {
      ObjectCodec.writeText(splitId, out);
    }

    ObjectCodec.writeAll(state.pending(), out);
    out.writeInt(state.returned().size());

    for (ExportSplit.Objects split : state.returned()) {
      ExportSplitSerializer.write(split, out);
    }

    out.writeLong(state.nextSplit());
    state.listing().write(out);
    state.seen().write(out);
    state.known().write(out);
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version < FIRST_VERSION || version > VERSION) {
      throw new IOException(
          "Enumerator state of version " + version + " is not known; use a newer Guardlake");
    }

    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Learning.Phase phase = Learning.Phase.valueOf(in.readUTF());
    List<ExportSplit.Learning> toLearn = new ArrayList<>();
    int count = in.readInt();

    for (int i = 0; i < count; i++) {
      toLearn.add((ExportSplit.Learning) ExportSplitSerializer.read(in));
    }

    Set<String> beingLearnt = new HashSet<>();
    count = in.readInt();

    for (int i = 0; i < count; i++) {
      beingLearnt.add(ObjectCodec.readText(in));
    }

    List<ExportObject> pending = ObjectCodec.readAll(in);
    List<ExportSplit.Objects> returned = new ArrayList<>();
    count = in.readInt();

    for (int i = 0; i < count; i++) {
      returned.add((ExportSplit.Objects) ExportSplitSerializer.read(in));
    }

    return new EnumeratorState(
        phase,
        toLearn,
        beingLearnt,
        pending,
        returned,
        in.readLong(),
        version == FIRST_VERSION ? ListingState.readFirstVersion(in) : ListingState.read(in),
        SeenObjects.read(in),
        version < KNOWLEDGE_VERSION ? TableKnowledge.NONE : TableKnowledge.read(in));
  }
}
