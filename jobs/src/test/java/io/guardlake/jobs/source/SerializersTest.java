package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.source.ExportSplit.Position;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SerializersTest {
  private static final ExportObject OBJECT = new ExportObject("s3://b/ä\ud83d\ude00", "e", 12, 34);

  @Property(tries = 200)
  void splitsComeBackAsTheyWere(@ForAll("objects") List<ExportObject> objects) throws IOException {
    ExportSplitSerializer serializer = new ExportSplitSerializer();
    ExportSplit split =
        new ExportSplit.Objects(
            "objects-7", objects, new Position(objects.size() / 2, Position.ALL_LINES));

    assertThat(serializer.deserialize(1, serializer.serialize(split))).isEqualTo(split);
  }

  @Provide
  Arbitrary<List<ExportObject>> objects() {
    Arbitrary<String> uris =
        Arbitraries.strings()
            .withChars('a', '/', 'ä', '\u4e2d')
            .ofMaxLength(8)
            .flatMap(
                start ->
                    Arbitraries.of("", "\ud83d\ude00", "\ud83d\ude01").map(end -> start + end));
    return Combinators.combine(uris, Arbitraries.strings().ofMaxLength(5), Arbitraries.longs())
        .as((uri, etag, number) -> new ExportObject(uri, etag, number, ~number))
        .list()
        .ofMaxSize(20);
  }

  @Test
  void partsToLearnComeBackAsTheyWere() throws IOException {
    ExportSplitSerializer serializer = new ExportSplitSerializer();
    ExportSplit split = new ExportSplit.Learning("learn-1", "p".repeat(100_000));

    assertThat(serializer.deserialize(1, serializer.serialize(split))).isEqualTo(split);
  }

  @Test
  void aFullSplitIsFarBelowFlinksMessageSize() throws IOException {
    List<ExportObject> objects = new ArrayList<>();

    for (int i = 0; i < SplitLimits.standard().objects(); i++) {
      objects.add(new ExportObject("s3://b/" + i + "x".repeat(1024), "e".repeat(40), 1, 1));
    }

    byte[] bytes =
        new ExportSplitSerializer()
            .serialize(new ExportSplit.Objects("objects-1", objects, Position.START));

    assertThat(bytes.length).isLessThan(1 << 20);
  }

  @Test
  void enumeratorStateComesBackAsItWas() throws IOException {
    SeenObjects seen = new SeenObjects();
    seen.add(20_000, OBJECT);
    EnumeratorState state =
        new EnumeratorState(
            Learning.Phase.LEARNING,
            List.of(new ExportSplit.Learning("learn-1", "p")),
            Set.of("learn-0"),
            List.of(OBJECT),
            List.of(new ExportSplit.Objects("objects-1", List.of(OBJECT), new Position(0, 3))),
            9,
            new ListingState(1, 2, 3, 4, true, "--source s3://b"),
            seen,
            new TableKnowledge(Map.of("findings", 5L), Map.of("run", 7L)));
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();

    EnumeratorState back = serializer.deserialize(3, serializer.serialize(state));

    assertThat(back).usingRecursiveComparison().ignoringFields("seen").isEqualTo(state);
    assertThat(back.seen().size()).isEqualTo(1);
    assertThat(back.seen().add(20_000, OBJECT)).isFalse();
    assertThat(back.seen().add(20_001, OBJECT)).isTrue();
  }

  @Test
  void stateOfTheFirstVersionIsReadAsItWasWritten() throws IOException {
    ExportObject first = export("a", "e1", 12, 34);
    ExportObject second = export("ä\ud83d\ude00", "e2", 56, 78);
    ExportSplit.Objects split =
        new ExportSplit.Objects("objects-1", List.of(second, first), new Position(1, 3));
    ExportSplit.Learning learning = new ExportSplit.Learning("learn-1", "p");
    ExportSplitSerializer splits = new ExportSplitSerializer();
    EnumeratorState state =
        new EnumeratorStateSerializer().deserialize(1, written(1, "enumerator"));

    assertThat(splits.deserialize(1, written(1, "objects"))).isEqualTo(split);
    assertThat(splits.deserialize(1, written(1, "learning"))).isEqualTo(learning);
    assertThat(state.phase()).isEqualTo(Learning.Phase.LEARNING);
    assertThat(state.toLearn()).containsExactly(learning);
    assertThat(state.beingLearnt()).containsExactly("learn-0");
    assertThat(state.pending()).containsExactly(first, second);
    assertThat(state.returned()).containsExactly(split);
    assertThat(state.nextSplit()).isEqualTo(9);
    assertThat(state.listing())
        .as("it remembered the window and nothing before it")
        .isEqualTo(new ListingState(20500, 20520, 20520, ListingState.UNSET, false, ""));
    assertThat(state.seen().add(20522, first)).isFalse();
    assertThat(state.seen().add(20522, second)).isFalse();
    assertThat(state.seen().add(20521, first)).isFalse();
    assertThat(state.seen().add(20521, second)).isTrue();
  }

  @Test
  void stateOfTheSecondVersionIsReadAsItWasWritten() throws IOException {
    ExportObject object = export("a", "e1", 12, 34);
    EnumeratorState state =
        new EnumeratorStateSerializer().deserialize(2, written(2, "enumerator"));

    assertThat(state.phase()).isEqualTo(Learning.Phase.RELEASED);
    assertThat(state.pending()).containsExactly(object);
    assertThat(state.returned())
        .containsExactly(new ExportSplit.Objects("objects-1", List.of(object), new Position(0, 3)));
    assertThat(state.listing())
        .isEqualTo(new ListingState(20500, 20520, 20510, ListingState.UNSET, false, ""));
    assertThat(state.seen().add(20522, object)).isFalse();
  }

  private static ExportObject export(String name, String etag, long size, long time) {
    String uri = "s3://b/" + ExportTree.key("2026-03-10", name);
    return new ExportObject(uri, etag, size, time);
  }

  /** What was written while a version was the newest. */
  private static byte[] written(int version, String what) throws IOException {
    Properties properties = new Properties();

    try (InputStream in =
        SerializersTest.class.getResourceAsStream("/state/v" + version + ".properties")) {
      properties.load(in);
    }

    return HexFormat.of().parseHex(properties.getProperty(what));
  }

  @Test
  void seenObjectsCostSixteenBytesEachInState() throws IOException {
    SeenObjects seen = new SeenObjects();

    for (int i = 0; i < 10_000; i++) {
      seen.add(i % 4, new ExportObject("s3://bucket/" + i, "e", 1, 1));
    }

    DataOutputSerializer out = new DataOutputSerializer(16);
    seen.write(out);

    assertThat(seen.size()).isEqualTo(10_000);
    assertThat(out.length()).isBetween(160_000, 160_100);
  }

  @Test
  void otherVersionsAreRefusedWithASentence() {
    assertThatThrownBy(() -> new ExportSplitSerializer().deserialize(2, new byte[9]))
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> new EnumeratorStateSerializer().deserialize(4, new byte[9]))
        .hasMessageContaining("version 4");
  }

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    TypeSerializer<ExportRecord> serializer =
        ExportSource.TYPE.createSerializer(new SerializerConfigImpl());
    List<ExportRecord> records =
        List.of(
            new ExportRecord.Line(OBJECT, 3, new byte[] {1, 2}),
            new ExportRecord.Failure(
                OBJECT,
                4,
                QuarantineReason.LINE_TOO_LONG,
                "d".repeat(70_000),
                new byte[] {3},
                true),
            new ExportRecord.Failure(
                OBJECT, null, QuarantineReason.KMS_DENIED, "detail", null, false),
            new ExportRecord.ObjectEnd(OBJECT),
            new ExportRecord.Known(Identity.ofFinding("1", "r", "f", 5, -6)));
    DataOutputSerializer out = new DataOutputSerializer(16);
    DataOutputSerializer copied = new DataOutputSerializer(16);

    for (ExportRecord record : records) {
      serializer.serialize(record, out);
    }

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    for (int i = 0; i < records.size(); i++) {
      serializer.copy(in, copied);
    }

    in = new DataInputDeserializer(copied.getCopyOfBuffer());

    for (ExportRecord record : records) {
      assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(record);
    }

    assertThat(in.available()).isZero();
  }

  @Test
  void theRecordSerializerIsFoundAgainFromItsSnapshot() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(
        out, ExportRecordSerializer.INSTANCE.snapshotConfiguration());

    TypeSerializerSnapshot<ExportRecord> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(snapshot.restoreSerializer()).isEqualTo(ExportRecordSerializer.INSTANCE);
    assertThat(
            ExportRecordSerializer.INSTANCE
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
  }
}
