package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.KmsErrors;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.fault.S3Errors;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading by the real client while S3 fails as S3 does. */
@Timeout(240)
class ReadFaultsTest {
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/reader/guardlake";
  private static final String BAD = "**/bad.jsonl.gz";
  private static final int GOOD = 30;
  private static final Pattern NOTHING_HELPED =
      Pattern.compile(
          "Reading the export failed\\. Nothing helped for (\\d+) seconds\\. .*", Pattern.DOTALL);
  private static SandboxS3 sandbox;

  private final String bucket = "export-" + UUID.randomUUID();
  private final SourceUri source = SourceUri.parse("s3://" + bucket);
  private final List<String> good = new ArrayList<>();
  private FaultProxy proxy;
  private AwsProperties environment;
  private ExportObject bad;
  private List<ExportObject> all;
  private ExportSourceSettings settings;

  @BeforeAll
  static void startSandbox() {
    sandbox = SandboxS3.start();
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void fillABucketBehindAProxy() throws IOException {
    proxy = FaultProxy.inFrontOf(sandbox, 11);
    environment =
        new AwsProperties(
            proxy.endpoint(), sandbox.accessKeyId(), sandbox.secretAccessKey(), sandbox.region());
    sandbox.exportBucket(bucket, KEY);
    all = new ArrayList<>();

    for (int i = 0; i < GOOD; i++) {
      all.add(put("good" + i, ExportTree.gzip("line " + i)));
      good.add("line " + i);
    }

    bad = put("bad", ExportTree.gzip("bad line"));
    all.add(GOOD / 2, bad);
    settings =
        ExportSourceSettings.of("faults", List.of(source), ReadMode.Bounded.allDays())
            .withFetchLimits(limits(Duration.ofMinutes(2)));
  }

  @AfterEach
  void stopProxy() {
    environment.close();
    proxy.close();
  }

  private static FetchLimits limits(Duration giveUpAfter) {
    return new FetchLimits(
        8,
        1 << 20,
        4 << 20,
        1 << 20,
        2,
        Duration.ofMillis(20),
        Duration.ofMillis(500),
        giveUpAfter);
  }

  private ExportObject put(String name, byte[] body) {
    String key = ExportTree.key("2026-03-10", name);
    String etag =
        sandbox
            .client()
            .putObject(
                r -> r.bucket(bucket).key(key),
                software.amazon.awssdk.core.sync.RequestBody.fromBytes(body))
            .eTag()
            .replace("\"", "");
    return new ExportObject(source.uriOf(key), etag, body.length, 1);
  }

  private List<ExportRecord> read() throws IOException {
    return SplitReading.records(
        settings, ObjectStoreFactory.standard(), SplitReading.split(all), batch -> {});
  }

  private static List<String> lines(List<ExportRecord> records) {
    return records.stream()
        .filter(ExportRecord.Line.class::isInstance)
        .map(record -> TestJob.text(((ExportRecord.Line) record).bytes()))
        .toList();
  }

  private static List<ExportRecord.Failure> failures(List<ExportRecord> records) {
    return records.stream()
        .filter(ExportRecord.Failure.class::isInstance)
        .map(ExportRecord.Failure.class::cast)
        .toList();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(S3Errors.accessDenied(), QuarantineReason.ACCESS_DENIED, "s3:GetObject"),
        Arguments.of(KmsErrors.denied(), QuarantineReason.ACCESS_DENIED, "kms:Decrypt"),
        Arguments.of(
            KmsErrors.noIdentityPolicy(ROLE, KEY),
            QuarantineReason.KMS_DENIED,
            "allow kms:Decrypt on the key in this role's policy"),
        Arguments.of(
            KmsErrors.noKeyPolicy(ROLE), QuarantineReason.KMS_DENIED, "in the key's policy"),
        Arguments.of(KmsErrors.disabled(KEY), QuarantineReason.KMS_KEY_DISABLED, "enable the key"),
        Arguments.of(
            KmsErrors.pendingDeletion(KEY),
            QuarantineReason.KMS_KEY_PENDING_DELETION,
            "cancel the key's deletion"),
        Arguments.of(KmsErrors.notFound(KEY), QuarantineReason.KMS_KEY_NOT_FOUND, "does not exist"),
        Arguments.of(
            KmsErrors.wrongRegion("eu-west-1"),
            QuarantineReason.KMS_KEY_NOT_FOUND,
            "of another region, eu-west-1"),
        Arguments.of(S3Errors.noSuchKey(), QuarantineReason.NOT_FOUND, "lifecycle rule"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void quarantinesAnObjectThatIsRefusedOrGoneAndReadsTheRest(
      Fault fault, QuarantineReason reason, String remedy) throws IOException {
    proxy.apply(FaultRule.on(fault, Operation.GET_OBJECT).keys(BAD));

    List<ExportRecord> records = read();

    assertThat(lines(records)).containsExactlyElementsOf(good);
    assertThat(failures(records)).hasSize(1);
    ExportRecord.Failure failure = failures(records).get(0);
    assertThat(failure.object()).isEqualTo(bad);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail()).contains(bad.uri(), remedy);
    assertThat(proxy.journal()).as("it is asked for once").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void failsTheJobForItWhereTheUserWantsThat(Fault fault, QuarantineReason reason, String remedy) {
    proxy.apply(FaultRule.on(fault, Operation.GET_OBJECT).keys(BAD));
    settings = settings.withOnObjectError(ObjectErrorPolicy.FAIL);

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(bad.uri())
        .hasMessageContaining(remedy);
  }

  static Stream<Fault> passing() {
    return Stream.of(
        S3Errors.slowDown(),
        S3Errors.internalError(),
        S3Errors.expiredToken(),
        new Fault.ConnectionReset(),
        new Fault.LostAnswer(),
        new Fault.TruncatedBody(5));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void readsEverythingThoughEveryThirdRequestFails(Fault fault) throws IOException {
    proxy.apply(FaultRule.on(fault, Operation.GET_OBJECT).every(3).times(6));

    List<ExportRecord> records = read();

    assertThat(failures(records)).isEmpty();
    assertThat(lines(records)).hasSize(GOOD + 1).containsAll(good);
    assertThat(proxy.journal()).isNotEmpty();
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of(S3Errors.slowDown(), "fewer requests"),
        Arguments.of(S3Errors.internalError(), "could not be read now"),
        Arguments.of(S3Errors.expiredToken(), "credentials have expired"),
        Arguments.of(new Fault.ConnectionReset(), "check network"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void failsTheJobForAnOutageInTimeAndQuarantinesNothing(Fault fault, String cause) {
    proxy.apply(FaultRule.on(fault, Operation.GET_OBJECT));
    settings = settings.withFetchLimits(limits(Duration.ofSeconds(2)));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://" + bucket)
        .hasMessageContaining(cause)
        .message()
        .matches(NOTHING_HELPED)
        // It was to give up after two. The client, which slows itself down, would take minutes.
        .satisfies(message -> assertThat(seconds(message)).isLessThan(20));
  }

  private static int seconds(String message) {
    Matcher matcher = NOTHING_HELPED.matcher(message);
    assertThat(matcher.matches()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void failsTheJobAtOnceForWhatOnlyASettingCanMend(Fault fault, String remedy) {
    proxy.apply(FaultRule.on(fault, Operation.GET_OBJECT));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://" + bucket)
        .hasMessageContaining(remedy);
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of(S3Errors.wrongRegion("us-east-1", "eu-west-1"), "set AWS_REGION"),
        Arguments.of(S3Errors.noSuchBucket(), "check the source's name"),
        Arguments.of(
            new Fault.ErrorAnswer(403, "InvalidAccessKeyId", "The key does not exist."),
            "correct them"));
  }

  @Test
  void givesUpOnlyTheObjectThatKeepsFailingWhileOthersAreRead() throws IOException {
    proxy.apply(FaultRule.on(S3Errors.internalError(), Operation.GET_OBJECT).keys(BAD));

    List<ExportRecord> records = read();

    assertThat(lines(records)).containsExactlyElementsOf(good);
    assertThat(failures(records))
        .extracting(ExportRecord.Failure::reason)
        .containsExactly(QuarantineReason.UNREADABLE);
  }

  @Test
  void readsWhatWasOverwrittenSinceItsListingAsItIsNow() throws IOException {
    ExportObject now = put("bad", ExportTree.gzip("newer line"));

    List<ExportRecord> records = read();

    assertThat(failures(records)).isEmpty();
    assertThat(lines(records)).contains("newer line").doesNotContain("bad line");
    assertThat(records)
        .filteredOn(ExportRecord.ObjectEnd.class::isInstance)
        .extracting(record -> ((ExportRecord.ObjectEnd) record).object().etag())
        .contains(now.etag())
        .doesNotContain(bad.etag());
  }

  @Test
  void streamsALargeObjectOnWhereItBroke() throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 200_000; i++) {
      String line = i + " " + random.nextLong();
      text.append(line).append('\n');
      expected.add(line);
    }

    byte[] body = ExportTree.gzip(text.toString());
    assertThat(body.length).isGreaterThan(2 << 20);
    all = List.of(put("large", body));
    proxy.apply(FaultRule.on(new Fault.TruncatedBody(1_500_000), Operation.GET_OBJECT).times(1));

    List<ExportRecord> records = read();

    assertThat(failures(records)).isEmpty();
    assertThat(lines(records)).isEqualTo(expected);
    assertThat(proxy.journal()).hasSize(1);
  }

  @Test
  void learnsFromTheAnswerWhatAnEventDidNotTell() throws IOException {
    String key = source.keyOf(bad.uri());
    long modified =
        sandbox.client().headObject(r -> r.bucket(bucket).key(key)).lastModified().toEpochMilli();
    all =
        List.of(
            ExportObject.named(bad.uri()),
            new ExportObject(bad.uri(), bad.etag(), bad.size(), ExportObject.UNKNOWN_TIME));

    List<ExportRecord> records = read();

    ExportObject expected = new ExportObject(bad.uri(), bad.etag(), bad.size(), modified);
    assertThat(records)
        .filteredOn(ExportRecord.Line.class::isInstance)
        .extracting(record -> ((ExportRecord.Line) record).object())
        .containsExactly(expected, expected);
  }

  @Test
  void waitsForABodyThatComesSlowly() throws IOException {
    proxy.apply(FaultRule.on(new Fault.SlowBody(20), Operation.GET_OBJECT).keys(BAD));

    assertThat(lines(read())).hasSize(GOOD + 1);
  }

  @Test
  void keepsBytesAsTheyAre() throws IOException {
    String line = "{\"a\":\"\u3042 %41 + \ud83d\ude00\"}";
    all = List.of(put("plain %41+\u3042", line.getBytes(StandardCharsets.UTF_8)));

    assertThat(lines(read())).containsExactly(line);
  }
}
