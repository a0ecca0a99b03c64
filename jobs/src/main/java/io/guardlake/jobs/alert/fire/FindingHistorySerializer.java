package io.guardlake.jobs.alert.fire;

import io.guardlake.jobs.alert.rule.FindingHistory;
import io.guardlake.jobs.dedup.FixedFormatSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a history as 42 bytes, and a name and times for each rule that limits its finding. */
public final class FindingHistorySerializer extends FixedFormatSerializer<FindingHistory> {
  public static final FindingHistorySerializer INSTANCE = new FindingHistorySerializer();

  private static final long serialVersionUID = 1;

  @Override
  public FindingHistory createInstance() {
    return FindingHistory.EMPTY;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(FindingHistory history, DataOutputView target) throws IOException {
    target.writeLong(history.versions());
    target.writeDouble(history.worstScore());
    target.writeDouble(history.lastScore());
    target.writeLong(history.newestUpdatedAt());
    target.writeLong(history.mostOccurrences());
    target.writeShort(history.fired().size());

    for (Map.Entry<String, List<Long>> rule : history.fired().entrySet()) {
      target.writeUTF(rule.getKey());
      target.writeShort(rule.getValue().size());

      for (long time : rule.getValue()) {
        target.writeLong(time);
      }
    }
  }

  @Override
  public FindingHistory deserialize(DataInputView source) throws IOException {
    long versions = source.readLong();
    double worst = source.readDouble();
    double last = source.readDouble();
    long newest = source.readLong();
    long occurrences = source.readLong();
    int rules = source.readUnsignedShort();
    Map<String, List<Long>> fired = new LinkedHashMap<>();

    for (int i = 0; i < rules; i++) {
      String rule = source.readUTF();
      int size = source.readUnsignedShort();
      List<Long> times = new ArrayList<>(size);

      for (int j = 0; j < size; j++) {
        times.add(source.readLong());
      }

      fired.put(rule, times);
    }

    return new FindingHistory(versions, worst, last, newest, occurrences, fired);
  }

  @Override
  public TypeSerializerSnapshot<FindingHistory> snapshotConfiguration() {
    return new FindingHistorySnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class FindingHistorySnapshot extends Snapshot<FindingHistory> {
    public FindingHistorySnapshot() {
      super(() -> INSTANCE);
    }
  }
}
