package io.guardlake.jobs.alert.notice;

import io.guardlake.jobs.dedup.FixedFormatSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a digest field by field. */
public final class DigestSerializer extends FixedFormatSerializer<Digest> {
  public static final DigestSerializer INSTANCE = new DigestSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public Digest createInstance() {
    return Digest.of("", Set.of(), Instant.EPOCH);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Digest digest, DataOutputView target) throws IOException {
    Wire.writeText(digest.rule(), target);
    Wire.writeTexts(digest.sinks(), target);
    target.writeLong(digest.since().toEpochMilli());
    target.writeLong(digest.until().toEpochMilli());
    target.writeLong(digest.old());
    target.writeLong(digest.limited());
    Wire.writeCounts(digest.bySeverity(), target);
    Wire.writeCounts(digest.byType(), target);
    Wire.writeCounts(digest.byAccount(), target);
    target.writeInt(digest.worst().size());

    for (Digest.Line line : digest.worst()) {
      Wire.writeText(line.alertId(), target);
      Wire.writeText(line.accountId(), target);
      Wire.writeText(line.region(), target);
      Wire.writeText(line.findingId(), target);
      Wire.writeText(line.type(), target);
      target.writeDouble(line.score());
      target.writeLong(line.updatedAt().toEpochMilli());
    }
  }

  @Override
  public Digest deserialize(DataInputView source) throws IOException {
    String rule = Wire.readText(source);
    Set<String> sinks = Wire.readTexts(source);
    Instant since = Instant.ofEpochMilli(source.readLong());
    Instant until = Instant.ofEpochMilli(source.readLong());
    long old = source.readLong();
    long limited = source.readLong();
    Map<String, Long> bySeverity = Wire.readCounts(source);
    Map<String, Long> byType = Wire.readCounts(source);
    Map<String, Long> byAccount = Wire.readCounts(source);
    int size = source.readInt();
    List<Digest.Line> worst = new ArrayList<>();

    for (int i = 0; i < size; i++) {
      worst.add(
          new Digest.Line(
              Wire.readText(source),
              Wire.readText(source),
              Wire.readText(source),
              Wire.readText(source),
              Wire.readText(source),
              source.readDouble(),
              Instant.ofEpochMilli(source.readLong())));
    }

    return new Digest(
        rule, sinks, since, until, old, limited, bySeverity, byType, byAccount, worst);
  }

  @Override
  public TypeSerializerSnapshot<Digest> snapshotConfiguration() {
    return new DigestSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class DigestSnapshot extends Snapshot<Digest> {
    public DigestSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
