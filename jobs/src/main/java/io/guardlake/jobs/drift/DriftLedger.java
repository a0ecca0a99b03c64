package io.guardlake.jobs.drift;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FieldDrift;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * All drift that a job has met: what of it the table has, and what not yet. Each batch taken for
 * the table becomes a file, so batches are few: when a field drifts for the first time, when what
 * the table lacks has grown to what it has, and else every hour.
 */
final class DriftLedger {
  /** So many fields are told apart; the others are counted as one. */
  static final int MOST_FIELDS = 500;

  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final int FORMAT = 1;

  private final String runId;
  private final Map<FieldDrift, Entry> entries = new LinkedHashMap<>();
  private long takenAt;

  /** What is known of a field. */
  private static final class Entry {
    private long recorded;
    private DriftCount pending;
    private long beforeRun;

    private long total() {
      return recorded + pendingOccurrences();
    }

    private long pendingOccurrences() {
      return pending == null ? 0 : pending.occurrences();
    }

    private boolean isNew() {
      return recorded == 0 && pending != null;
    }
  }

  DriftLedger(String runId) {
    this.runId = requireNonNull(runId, "runId is null");
  }

  void add(DriftCount count) {
    FieldDrift field = count.field();

    if (!entries.containsKey(field) && entries.size() >= MOST_FIELDS) {
      field = FieldDrift.morePaths();
    }

    Entry entry = entries.computeIfAbsent(field, missing -> new Entry());
    DriftCount more = count.of(field);
    entry.pending = entry.pending == null ? more : entry.pending.plus(more);
  }

  /**
   * Whether it is time to take what the table lacks.
   *
   * @param now milliseconds since the epoch
   */
  boolean isDue(long now) {
    long recorded = 0;
    long pending = 0;

    for (Entry entry : entries.values()) {
      if (entry.isNew()) {
        return true;
      }

      recorded += entry.recorded;
      pending += entry.pendingOccurrences();
    }

    return pending > 0 && (pending >= recorded || now - takenAt >= LONGEST_WAIT.toMillis());
  }

  /** Takes what the table lacks; from now on the table has it. */
  List<DriftCount> take(long now) {
    List<DriftCount> taken = new ArrayList<>();

    for (Entry entry : entries.values()) {
      if (entry.pending != null) {
        taken.add(entry.pending);
        entry.recorded += entry.pending.occurrences();
        entry.pending = null;
      }
    }

    takenAt = now;
    return taken;
  }

  /** The counts since the run began, of fields that have drifted in it. */
  Map<FieldDrift, Long> ofRun() {
    Map<FieldDrift, Long> counts = new LinkedHashMap<>();

    entries.forEach(
        (field, entry) -> {
          if (entry.total() > entry.beforeRun) {
            counts.put(field, entry.total() - entry.beforeRun);
          }
        });
    return counts;
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(bytes);
    out.writeInt(FORMAT);
    out.writeUTF(runId);
    out.writeLong(takenAt);
    out.writeInt(entries.size());

    for (Map.Entry<FieldDrift, Entry> entry : entries.entrySet()) {
      DriftCount pending = entry.getValue().pending;
      DriftCount written =
          pending == null ? new DriftCount(entry.getKey(), 0, 0, 0, "", 1) : pending;
      DriftCountSerializer.INSTANCE.serialize(written, out);
      out.writeLong(entry.getValue().recorded);
      out.writeLong(entry.getValue().beforeRun);
    }

    return bytes.toByteArray();
  }

  /** The ledger as it was; in another run than it was written in, that run's counts are zero. */
  static DriftLedger fromBytes(byte[] bytes, String runId) throws IOException {
    DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes));
    int format = in.readInt();

    if (format != FORMAT) {
      throw new IOException(
          "The drift in the state has format %d, not %d; it was written by a newer version of Guardlake."
              .formatted(format, FORMAT));
    }

    boolean sameRun = in.readUTF().equals(runId);
    DriftLedger ledger = new DriftLedger(runId);
    ledger.takenAt = in.readLong();
    int size = in.readInt();

    for (int i = 0; i < size; i++) {
      Entry entry = new Entry();
      DriftCount pending = DriftCountSerializer.INSTANCE.deserialize(in);
      entry.pending = pending.occurrences() == 0 ? null : pending;
      entry.recorded = in.readLong();
      long beforeRun = in.readLong();
      entry.beforeRun = sameRun ? beforeRun : entry.total();
      ledger.entries.put(pending.field(), entry);
    }

    return ledger;
  }
}
