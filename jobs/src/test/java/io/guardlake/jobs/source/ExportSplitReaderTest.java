package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.ExportSplit.Position;
import io.guardlake.jobs.source.lines.ReadLimits;
import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ExportSplitReaderTest {
  private static final FetchLimits FETCH =
      new FetchLimits(
          4,
          1000,
          4000,
          200,
          3,
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofSeconds(30));
  private final StoreException cut =
      new StoreException(StoreProblem.BROKEN_BODY, "The line was cut.", null);

  private final MemoryStore store = new MemoryStore();
  private final List<ReaderResources> open = new ArrayList<>();
  private ExportSourceSettings settings =
      ExportSourceSettings.of("run", List.of(EnumeratorRig.SOURCE), ReadMode.Bounded.allDays())
          .withFetchLimits(FETCH);

  @AfterEach
  void closeResources() {
    open.forEach(ReaderResources::close);
  }

  @Test
  void emitsObjectsInOrderThoughTheyAreFetchedInParallel() throws IOException {
    List<ExportObject> objects = new ArrayList<>();
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 50; i++) {
      objects.add(object("a" + i, ExportTree.gzip("x" + i + "\ny" + i)));
      expected.addAll(List.of("1:x" + i, "2:y" + i, "end"));
    }

    assertThat(read(SplitReading.split(objects))).isEqualTo(expected);
  }

  @Test
  void goesOnAfterEveryRecordWithoutLosingOrRepeatingAny() throws IOException {
    settings = settings.withReadLimits(new ReadLimits(10, 40, 4));
    byte[] broken = ExportTree.gzip("one\ntwo\nhalf");
    List<ExportObject> objects =
        List.of(
            object("a", ExportTree.gzip("one\n\nthis is too long\nfour")),
            object("b", Arrays.copyOf(broken, broken.length - 8)),
            object("c", new byte[0]),
            object("d", ExportTree.gzip("12345678\n".repeat(10))),
            object("e", "plain".getBytes(StandardCharsets.UTF_8)));
    ExportSplit.Objects split = SplitReading.split(objects);
    List<String> all = read(split);

    assertThat(all)
        .containsExactly(
            "1:one",
            "3!LINE_TOO_LONG:this",
            "4:four",
            "end",
            "1:one",
            "2:two",
            "-!BROKEN_GZIP:half",
            "end",
            "end",
            "1:12345678",
            "2:12345678",
            "3:12345678",
            "4:12345678",
            "-!OBJECT_TOO_LARGE:1234",
            "end",
            "1:plain",
            "end");

    for (int emitted = 0; emitted <= all.size(); emitted++) {
      ExportSplitState state = new ExportSplitState(split);
      emit(split, state, emitted);
      ExportSplit restored = state.toSplit();

      assertThat(read(restored))
          .as("after %d", emitted)
          .isEqualTo(all.subList(emitted, all.size()));
    }
  }

  @Test
  void streamsALargeObjectInBatchesAndOpensItAgainWhereItBreaks() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();

    for (int i = 1; i <= 20_000; i++) {
      text.append("line ").append(i * 7919L).append('\n');
      expected.add(i + ":line " + i * 7919L);
    }

    expected.add("end");
    byte[] packed = ExportTree.gzip(text.toString());
    ExportObject object = object("big", packed);
    String key = EnumeratorRig.SOURCE.keyOf(object.uri());
    store.scripted.put(
        key,
        new ArrayList<>(
            List.of(
                MemoryStore.breaking(packed, 10_000, cut),
                MemoryStore.breaking(packed, packed.length - 1, cut))));

    List<RecordBatch> batches = new ArrayList<>();
    List<String> seen = read(SplitReading.split(List.of(object)), batches);

    assertThat(packed.length).isGreaterThan(FETCH.wholeBytes());
    assertThat(seen).isEqualTo(expected);
    assertThat(store.opened).hasValue(3);
    assertThat(batches).hasSizeGreaterThan(5);
  }

  @Test
  void takesABodyThatEndsEarlyForACutConnectionAndNotForBrokenGzip() throws IOException {
    byte[] packed = ExportTree.gzip("one\ntwo");
    ExportObject object = object("a", packed);
    String key = EnumeratorRig.SOURCE.keyOf(object.uri());
    InputStream early = new java.io.ByteArrayInputStream(packed, 0, packed.length - 5);
    store.scripted.put(key, new ArrayList<>(List.of(early)));

    assertThat(read(SplitReading.split(List.of(object)))).containsExactly("1:one", "2:two", "end");
    assertThat(store.opened).hasValue(2);
  }

  @Test
  void quarantinesAnObjectThatCannotBeReadAndGoesOn() throws IOException {
    ExportObject bad = object("a", ExportTree.gzip("one"));
    ExportObject good = object("b", ExportTree.gzip("two"));
    String key = EnumeratorRig.SOURCE.keyOf(bad.uri());
    StoreException denied = new StoreException(StoreProblem.KMS_DENIED, "Denied.", null);
    store.scripted.put(key, new ArrayList<>(List.of(MemoryStore.breaking(new byte[0], 0, denied))));

    assertThat(read(SplitReading.split(List.of(bad, good))))
        .containsExactly("-!KMS_DENIED:null", "end", "1:two", "end");
  }

  @Test
  void givesUpAnObjectAfterAFewTriesWhereOthersCanBeRead() throws IOException {
    ExportObject bad = object("a", ExportTree.gzip("one"));
    ExportObject good = object("b", ExportTree.gzip("two"));
    List<InputStream> breaks = new ArrayList<>();

    for (int i = 0; i < 10; i++) {
      breaks.add(MemoryStore.breaking(new byte[0], 0, cut));
    }

    store.scripted.put(EnumeratorRig.SOURCE.keyOf(bad.uri()), breaks);

    assertThat(read(SplitReading.split(List.of(bad, good))))
        .containsExactly("-!UNREADABLE:null", "end", "1:two", "end");
    assertThat(breaks).hasSize(10 - FETCH.tries());
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreProblem.class,
      names = {"SERVER_ERROR", "BROKEN_BODY", "THROTTLED", "KMS_UNAVAILABLE", "NO_CONNECTION"})
  void waitsForAnOutageToPassAndFailsTheJobWhereItDoesNot(StoreProblem problem) {
    settings = settings.withFetchLimits(FETCH.withGiveUpAfter(Duration.ofMillis(100)));
    ExportObject object = object("a", ExportTree.gzip("one"));
    store.openError = new StoreException(problem, "Nobody is there.", null);

    assertThatThrownBy(() -> read(SplitReading.split(List.of(object))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Reading the export failed. Nothing helped for ")
        .hasMessageEndingWith("Nobody is there.");
    assertThat(store.opened).hasValueGreaterThan(FETCH.tries());
  }

  @Test
  void neverGivesAnObjectUpForThrottlingWhileItPasses() throws IOException {
    StoreException slow = new StoreException(StoreProblem.THROTTLED, "Slow down.", null);
    ExportObject bad = object("a", ExportTree.gzip("one"));
    ExportObject good = object("b", ExportTree.gzip("two"));
    List<InputStream> script = new ArrayList<>();

    for (int i = 0; i < 5 * FETCH.tries(); i++) {
      script.add(MemoryStore.breaking(new byte[0], 0, slow));
    }

    store.scripted.put(EnumeratorRig.SOURCE.keyOf(bad.uri()), script);

    assertThat(read(SplitReading.split(List.of(bad, good))))
        .containsExactly("1:one", "end", "1:two", "end");
  }

  @Test
  void readsWhatWasReplacedAsItIsNow() throws IOException {
    ExportObject listed = object("a", ExportTree.gzip("one\ntwo"));
    store.put(EnumeratorRig.SOURCE.keyOf(listed.uri()), "f", ExportTree.gzip("new\nnewer"));
    ExportSplit.Objects half =
        new ExportSplit.Objects("split", List.of(listed), new Position(0, 1));

    List<ExportRecord> records = records(half, new ArrayList<>());

    assertThat(records.stream().map(SplitReading::describe))
        .as("from its first line, for it is another object than the one half read")
        .containsExactly("1:new", "2:newer", "end");
    assertThat(((ExportRecord.Line) records.get(0)).object().etag()).isEqualTo("f");
  }

  @Test
  void streamsWhatWasReplacedAsItIsNow() throws IOException {
    ExportObject listed = object("a", new byte[2 * FETCH.wholeBytes()]);
    byte[] plain = "x".repeat(2 * FETCH.wholeBytes()).getBytes(StandardCharsets.UTF_8);
    store.put(EnumeratorRig.SOURCE.keyOf(listed.uri()), "f", plain);

    List<ExportRecord> records = records(SplitReading.split(List.of(listed)), new ArrayList<>());

    assertThat(((ExportRecord.Line) records.get(0)).bytes()).hasSize(plain.length);
    assertThat(((ExportRecord.Line) records.get(0)).object().etag()).isEqualTo("f");
  }

  @Test
  void learnsWhatAnObjectIsFromTheAnswer() throws IOException {
    ExportObject small = object("a", ExportTree.gzip("one"));
    ExportObject large = object("b", "y".repeat(5000).getBytes(StandardCharsets.UTF_8));
    ExportObject byEvent =
        new ExportObject(large.uri(), large.etag(), large.size(), StoredObject.UNKNOWN);
    List<ExportObject> named =
        List.of(ExportObject.named(small.uri()), ExportObject.named(large.uri()), byEvent);

    List<ExportRecord> unknown = records(SplitReading.split(named), new ArrayList<>());
    List<ExportRecord> known =
        records(SplitReading.split(List.of(small, large, large)), new ArrayList<>());

    assertThat(objects(unknown)).isEqualTo(objects(known)).hasSize(6);
    assertThat(unknown.stream().map(SplitReading::describe))
        .containsExactlyElementsOf(known.stream().map(SplitReading::describe).toList());
  }

  @Test
  void handsOnWhatIsReadThoughTheNextIsNotThere() throws IOException {
    ExportObject first = object("a", ExportTree.gzip("one"));
    ExportObject second = object("b", ExportTree.gzip("two"));
    CompletableFuture<FetchedObject> answer = new CompletableFuture<>();
    store.answers.put(EnumeratorRig.SOURCE.keyOf(second.uri()), answer);
    ReaderResources resources = new ReaderResources(settings, (uri, connections) -> store);
    open.add(resources);

    try (ExportSplitReader reader = new ExportSplitReader(resources, SplitReading.metrics())) {
      reader.handleSplitsChanges(
          new SplitsAddition<>(List.of(SplitReading.split(List.of(first, second)))));
      RecordBatch batch = (RecordBatch) reader.fetch();

      assertThat(SplitReading.describe(batch.nextRecordFromSplit())).isEqualTo("1:one");
      answer.complete(
          new FetchedObject(
              store.stored(EnumeratorRig.SOURCE.keyOf(second.uri())), ExportTree.gzip("two")));
      assertThat(SplitReading.describe(((RecordBatch) reader.fetch()).nextRecordFromSplit()))
          .isEqualTo("1:two");
    }
  }

  private static List<ExportObject> objects(List<ExportRecord> records) {
    return records.stream()
        .map(
            record ->
                record instanceof ExportRecord.Line line
                    ? line.object()
                    : ((ExportRecord.ObjectEnd) record).object())
        .toList();
  }

  @Test
  void failsWhereTheUserWantsIt() {
    settings = settings.withOnObjectError(ObjectErrorPolicy.FAIL);
    ExportObject object = object("a", ExportTree.gzip("one"));
    store.openError = new StoreException(StoreProblem.ACCESS_DENIED, "a is denied.", null);

    assertThatThrownBy(() -> read(SplitReading.split(List.of(object))))
        .isInstanceOf(IOException.class)
        .hasMessage("Reading the export failed. a is denied.");
  }

  @Test
  void neverQuarantinesAnObjectForAnOutage() {
    ExportObject object = object("a", ExportTree.gzip("one"));
    store.openError = new StoreException(StoreProblem.BAD_CREDENTIALS, "No network.", null);

    assertThatThrownBy(() -> read(SplitReading.split(List.of(object))))
        .hasMessageContaining("No network.");
  }

  @Test
  void readsNothingOutsideItsSources() throws IOException {
    ExportObject foreign = new ExportObject("s3://elsewhere/a", "e", 1, 1);

    assertThat(read(SplitReading.split(List.of(foreign))))
        .containsExactly("-!NOT_FOUND:null", "end");
    assertThat(store.opened).hasValue(0);
  }

  private ExportObject object(String name, byte[] body) {
    String key = ExportTree.key("2026-03-10", name);
    store.put(key, "e", body);
    return new ExportObject(EnumeratorRig.SOURCE.uriOf(key), "e", body.length, 0);
  }

  private List<String> read(ExportSplit split) throws IOException {
    return read(split, new ArrayList<>());
  }

  private List<String> read(ExportSplit split, List<RecordBatch> batches) throws IOException {
    List<String> seen = new ArrayList<>();

    for (ExportRecord record : records(split, batches)) {
      seen.add(SplitReading.describe(record));
    }

    return seen;
  }

  private void emit(ExportSplit split, ExportSplitState state, int count) throws IOException {
    records(split, new ArrayList<>()).stream().limit(count).forEach(state::emitted);
  }

  private List<ExportRecord> records(ExportSplit split, List<RecordBatch> batches)
      throws IOException {
    return SplitReading.records(settings, (uri, connections) -> store, split, batches::add);
  }
}
