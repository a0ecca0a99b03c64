package io.guardlake.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3FaultsTest {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String READER = "arn:aws:sts::111122223333:assumed-role/reader/guardlake";

  private static SandboxS3 s3;

  private FaultProxy proxy;
  private S3Client client;
  private String bucket;

  @BeforeAll
  static void startServer() {
    s3 = SandboxS3.start();
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @BeforeEach
  void startProxy() {
    proxy = FaultProxy.inFrontOf(s3, 7);
    client = Clients.s3(proxy.address());
    bucket = "bucket-" + BUCKETS.incrementAndGet();
    s3.createBucket(bucket);
  }

  @AfterEach
  void stopProxy() {
    client.close();
    proxy.close();
  }

  @Test
  void passesBodiesOfAnySizeUnchangedUnderValidSignatures() {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    String key = "a b/ü+&=%/one.jsonl.gz";

    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(large));
    client.putObject(request -> request.bucket(bucket).key("empty"), RequestBody.empty());

    assertThat(client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray())
        .isEqualTo(large);
    assertThat(client.headObject(request -> request.bucket(bucket).key(key)).contentLength())
        .isEqualTo(large.length);
    assertThat(keys("")).containsExactly(key, "empty");
    client.deleteObject(request -> request.bucket(bucket).key(key));
    assertThat(keys("")).containsExactly("empty");
    assertThat(proxy.journal()).isEmpty();
  }

  @Test
  void leavesTheCheckOfSignaturesToTheServer() {
    LocalAddress wrong = new LocalAddress(proxy.endpoint(), s3.region(), s3.accessKeyId(), "wrong");

    try (S3Client stranger = Clients.s3(wrong)) {
      assertFails(() -> stranger.listObjectsV2(request -> request.bucket(bucket)), 403)
          .contains("SignatureDoesNotMatch");
    }
  }

  @Test
  void countsRequestsByOperation() {
    put("a", "1");
    RequestCounts before = proxy.requests();
    get("a");
    get("a");
    client.headObject(request -> request.bucket(bucket).key("a"));
    keys("a");
    client.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("b"));
    upload("c");

    RequestCounts since = proxy.requests().since(before);
    assertThat(since.byOperation())
        .containsOnly(
            entry(Operation.GET_OBJECT, 2),
            entry(Operation.HEAD_OBJECT, 1),
            entry(Operation.LIST_OBJECTS, 1),
            entry(Operation.COPY_OBJECT, 1),
            entry(Operation.CREATE_MULTIPART_UPLOAD, 1),
            entry(Operation.UPLOAD_PART, 1),
            entry(Operation.COMPLETE_MULTIPART_UPLOAD, 1));
    assertThat(since.total()).isEqualTo(8);
    assertThat(since.of(Operation.GET_OBJECT, Operation.HEAD_OBJECT)).isEqualTo(3);
  }

  @Test
  void answersAsS3DoesWhenItIsThrottlingOrBroken() {
    put("a", "1");
    proxy.apply(FaultRule.on(S3Errors.slowDown(), Operation.GET_OBJECT).times(1));

    assertThatThrownBy(() -> get("a"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(503);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
              assertThat(failure.isThrottlingException()).isTrue();
            });
    assertThat(get("a")).isEqualTo("1");

    proxy.apply(FaultRule.on(S3Errors.internalError(), Operation.PUT_OBJECT).times(1));
    assertFails(() -> put("b", "2"), 500).contains("internal error");
    assertThat(keys("")).containsExactly("a");
    assertThat(proxy.journal())
        .extracting(AppliedFault::fault)
        .containsExactly(S3Errors.slowDown(), S3Errors.internalError());
  }

  @Test
  void anSdkThatRetriesGetsOverFaultsThatPass() {
    proxy.apply(FaultRule.on(S3Errors.slowDown()).every(2));
    proxy.apply(FaultRule.on(new Fault.ConnectionReset()).nth(3));

    try (S3Client patient = SandboxS3.newClient(proxy.address())) {
      for (int i = 0; i < 4; i++) {
        String key = "k" + i;
        patient.putObject(
            request -> request.bucket(bucket).key(key), RequestBody.fromString("x".repeat(100)));
      }
    }

    assertThat(keysBesideProxy()).containsExactly("k0", "k1", "k2", "k3");
    assertThat(proxy.journal()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void tellsDenialsByS3FromDenialsByKms() {
    put("a", "1");

    proxy.apply(FaultRule.on(S3Errors.accessDenied()).times(1));
    assertFails(() -> get("a"), 403).contains("Access Denied");
    proxy.apply(FaultRule.on(KmsErrors.noIdentityPolicy(READER, KEY_ARN)).times(1));
    assertFails(() -> get("a"), 403)
        .contains(READER + " is not authorized to perform: kms:Decrypt on resource: " + KEY_ARN);
    proxy.apply(FaultRule.on(KmsErrors.noKeyPolicy(READER)).times(1));
    assertFails(() -> get("a"), 403).contains("kms:Decrypt", "does not exist in this Region");
    proxy.apply(FaultRule.on(KmsErrors.disabled(KEY_ARN)).times(1));
    assertFails(() -> get("a"), 400, "KMS.DisabledException").contains(KEY_ARN + " is disabled.");
    proxy.apply(FaultRule.on(KmsErrors.pendingDeletion(KEY_ARN)).times(1));
    assertFails(() -> get("a"), 400, "KMS.KMSInvalidStateException").contains("pending deletion");
    proxy.apply(FaultRule.on(KmsErrors.notFound(KEY_ARN)).times(1));
    assertFails(() -> get("a"), 400, "KMS.NotFoundException")
        .contains("Key '" + KEY_ARN + "' does not exist");
    proxy.apply(FaultRule.on(KmsErrors.wrongRegion("us-west-2")).times(1));
    assertFails(() -> get("a"), 400, "KMS.NotFoundException").contains("Invalid arn us-west-2");
    proxy.apply(FaultRule.on(S3Errors.wrongRegion("us-east-1", "eu-west-1")).times(1));
    assertFails(() -> get("a"), 400, "AuthorizationHeaderMalformed").contains("eu-west-1");

    assertThat(get("a")).isEqualTo("1");
  }

  @Test
  void errorsOfHeadRequestsHaveNoBody() {
    proxy.apply(FaultRule.on(S3Errors.accessDenied(), Operation.HEAD_OBJECT));

    assertFails(() -> client.headObject(request -> request.bucket(bucket).key("a")), 403)
        .doesNotContain("Access Denied");
  }

  @Test
  void objectsVanishAndAreOverwrittenAfterTheirListing() {
    put("a", "1");
    put("b", "2");
    proxy.apply(FaultRule.on(S3Errors.noSuchKey(), Operation.GET_OBJECT).keys("a"));
    proxy.apply(FaultRule.on(S3Errors.preconditionFailed(), Operation.GET_OBJECT).keys("b"));

    assertThat(keys("")).containsExactly("a", "b");
    assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
    assertFails(() -> get("b"), 412, "PreconditionFailed").contains("pre-conditions");
  }

  @Test
  void resetsConnections() {
    put("a", "1");
    proxy.apply(FaultRule.on(new Fault.ConnectionReset(), Operation.GET_OBJECT).times(1));

    assertThatThrownBy(() -> get("a")).isInstanceOf(SdkClientException.class);
    assertThat(get("a")).isEqualTo("1");
  }

  @Test
  void neverAnswers() {
    put("a", "1");
    proxy.apply(FaultRule.on(new Fault.NoAnswer(), Operation.GET_OBJECT));

    try (S3Client impatient = Clients.s3(proxy.address(), Duration.ofMillis(300))) {
      assertThatThrownBy(
              () -> impatient.getObjectAsBytes(request -> request.bucket(bucket).key("a")))
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void losesTheAnswerAfterTheEffect() {
    proxy.apply(FaultRule.on(new Fault.LostAnswer(), Operation.PUT_OBJECT));

    assertThatThrownBy(() -> put("a", "1")).isInstanceOf(SdkClientException.class);
    assertThat(keysBesideProxy()).containsExactly("a");
  }

  @Test
  void truncatesBodies() throws IOException {
    put("a", "x".repeat(100_000));
    proxy.apply(FaultRule.on(new Fault.TruncatedBody(12_345), Operation.GET_OBJECT).times(1));

    ResponseInputStream<GetObjectResponse> body =
        client.getObject(request -> request.bucket(bucket).key("a"));
    assertThat(body.response().contentLength()).isEqualTo(100_000);
    assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Premature end")
        .hasMessageContaining("received: 12,345");
    body.abort();

    assertThat(get("a")).hasSize(100_000);
  }

  @Test
  void slowsBodiesAndAnswersDown() {
    put("a", "x".repeat(300));
    proxy.apply(FaultRule.on(new Fault.SlowBody(1_000), Operation.GET_OBJECT));
    proxy.apply(FaultRule.on(new Fault.Latency(Duration.ofMillis(50))));

    long start = System.nanoTime();
    assertThat(get("a")).hasSize(300);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(250));
    assertThat(proxy.journal()).hasSize(2);
  }

  @Test
  void listsAsOfEarlier() {
    put("d/a", "1");
    proxy.apply(FaultRule.on(new Fault.RepeatedListing(1), Operation.LIST_OBJECTS));

    assertThat(keys("d/")).containsExactly("d/a");
    put("d/b", "2");
    assertThat(keys("d/")).containsExactly("d/a");
    assertThat(keys("d/")).containsExactly("d/a", "d/b");
  }

  @Test
  void listsWithoutWhatIsYoungOrNamed() {
    put("day/a b.gz", "1");
    put("day/c.gz", "2");

    proxy.apply(
        FaultRule.on(new Fault.StaleListing(Duration.ofHours(1)), Operation.LIST_OBJECTS)
            .keys("day/*")
            .times(1));
    assertThat(keys("day/")).isEmpty();
    proxy.apply(FaultRule.on(new Fault.OmittedKeys(new KeyGlob("**/a b*"))).times(1));
    assertThat(client.listObjectsV2(request -> request.bucket(bucket)).keyCount()).isEqualTo(1);
    assertThat(keys("day/")).containsExactly("day/a b.gz", "day/c.gz");
  }

  @Test
  void answersNoSuchUploadOnceAnUploadIsOver() {
    Upload upload = upload("a");

    assertFails(() -> complete(upload), 404, "NoSuchUpload").contains("completed");
    assertFails(() -> complete(new Upload("a", "unknown", upload.eTag())), 404, "NoSuchUpload");
    assertThat(keys("")).containsExactly("a");
  }

  @Test
  void aLostCompletionHasItsEffectAndIsRefusedTheSecondTime() {
    proxy.apply(FaultRule.on(new Fault.LostAnswer(), Operation.COMPLETE_MULTIPART_UPLOAD).times(1));
    Upload upload = begin("a");

    assertThatThrownBy(() -> complete(upload)).isInstanceOf(SdkClientException.class);
    assertFails(() -> complete(upload), 404, "NoSuchUpload");
    assertThat(keys("")).containsExactly("a");
  }

  @Test
  void theSameSeedStrikesTheSameCalls() {
    put("a", "1");
    List<Long> first = struckOf(40, 5);

    assertThat(struckOf(40, 5)).isEqualTo(first).hasSizeBetween(8, 32);
    assertThat(struckOf(40, 6)).isNotEqualTo(first);
  }

  private List<Long> struckOf(int calls, long seed) {
    try (FaultProxy seeded = FaultProxy.inFrontOf(s3, seed);
        S3Client seededClient = Clients.s3(seeded.address())) {
      seeded.apply(FaultRule.on(S3Errors.slowDown()).withProbability(0.5));

      for (int i = 0; i < calls; i++) {
        try {
          seededClient.headObject(request -> request.bucket(bucket).key("a"));
        } catch (S3Exception struck) {
          assertThat(struck.statusCode()).isEqualTo(503);
        }
      }

      return seeded.journal().stream().map(applied -> applied.call().number()).toList();
    }
  }

  private record Upload(String key, String id, String eTag) {}

  private Upload upload(String key) {
    Upload upload = begin(key);
    complete(upload);
    return upload;
  }

  private Upload begin(String key) {
    String id = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    String eTag =
        client
            .uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    return new Upload(key, id, eTag);
  }

  private void complete(Upload upload) {
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(upload.eTag()).build();
    client.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(upload.key())
                .uploadId(upload.id())
                .multipartUpload(CompletedMultipartUpload.builder().parts(part).build()));
  }

  private void put(String key, String text) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private String get(String key) {
    return client
        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  private List<String> keys(String prefix) {
    return client
        .listObjectsV2(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private List<String> keysBesideProxy() {
    return s3.client().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static Map.Entry<Operation, Long> entry(Operation operation, long count) {
    return Map.entry(operation, count);
  }

  private static AbstractStringAssert<?> assertFails(
      ThrowingCallable call, int status, String... code) {
    S3Exception failure = catchThrowableOfType(S3Exception.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.statusCode()).isEqualTo(status);
    Arrays.stream(code)
        .forEach(expected -> assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(expected));
    String codeSeen =
        failure.awsErrorDetails() == null ? "" : failure.awsErrorDetails().errorCode();
    return assertThat(codeSeen + " " + failure.getMessage());
  }
}
