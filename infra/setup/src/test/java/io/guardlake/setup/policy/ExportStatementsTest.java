package io.guardlake.setup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.setup.policy.Decision.Outcome;
import io.guardlake.setup.policy.ExportGrant.SourceScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportStatementsTest {
  private static final OwnStatement[] KEY = {OwnStatement.EXPORT_KEY};
  private static final OwnStatement[] BUCKET = {
    OwnStatement.EXPORT_LOCATION,
    OwnStatement.EXPORT_WRITE,
    OwnStatement.DENY_UNENCRYPTED,
    OwnStatement.DENY_OTHER_KEY,
    OwnStatement.DENY_INSECURE_TRANSPORT
  };

  @Test
  void letGuardDutyOfEachRegionExportAndOfNoOther() {
    ExportGrant grant =
        Grants.of(Set.of("eu-west-1", "us-east-1", "me-south-1"), Set.of("me-south-1"));
    PolicyDocument key = Grants.policy(grant, KEY);
    PolicyDocument bucket = Grants.policy(grant, BUCKET);
    ExportRequests requests = new ExportRequests(grant);

    for (String region : grant.regions()) {
      assertThat(requests.keyRefusal(key, region, "d1")).as(region).isEmpty();
      assertThat(requests.bucketRefusal(bucket, region, "d1")).as(region).isEmpty();
      assertThat(PolicyEvaluator.evaluate(bucket, requests.put(region, "d1")).isAllowed()).isTrue();
    }

    assertThat(requests.keyRefusal(key, "ap-northeast-1", "d1")).isPresent();
    assertThat(requests.bucketRefusal(bucket, "ap-northeast-1", "d1")).isPresent();
  }

  @Test
  void holdInEveryPartition() {
    for (String region : List.of("cn-north-1", "us-gov-west-1")) {
      ExportGrant grant = Grants.of(region, Set.of(region), Set.of());

      ExportRequests requests = new ExportRequests(grant);
      assertThat(requests.keyRefusal(Grants.policy(grant, KEY), region, "d")).isEmpty();
      assertThat(requests.bucketRefusal(Grants.policy(grant, BUCKET), region, "d")).isEmpty();
      assertThat(ExportStatements.write(OwnStatement.EXPORT_WRITE, grant).text())
          .contains("arn:" + grant.partition().id() + ":s3:::findings/guardduty/*")
          .doesNotContain("arn:aws:");
    }
  }

  @Test
  void giveAnOptInRegionTheNameThatGuardDutyHasThere() {
    ExportGrant regional = Grants.of(Set.of("me-south-1"), Set.of("me-south-1"));
    ExportGrant global = Grants.of(Set.of("me-south-1"), Set.of());

    assertThat(ExportStatements.write(OwnStatement.EXPORT_KEY, regional).text())
        .contains(
            "{\"Service\":[\"guardduty.amazonaws.com\",\"guardduty.me-south-1.amazonaws.com\"]}");
    assertThat(
            PolicyEvaluator.evaluate(
                Grants.policy(global, KEY),
                new ExportRequests(regional).dataKey("me-south-1", "d")))
        .satisfies(
            decision -> {
              assertThat(decision.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
              assertThat(decision.explanation()).contains("names another principal");
            });
  }

  /**
   * The guide of 2023 says to put the key's region and the bucket owner's account into the
   * conditions, which holds only where those are the detector's.
   */
  @Test
  void nameTheDetectorsRegionAndAccountAndNotTheKeysAndBuckets() {
    ExportGrant right = Grants.of(Set.of("us-east-1"), Set.of());
    ExportRequests requests = new ExportRequests(right);
    String statement = ExportStatements.write(OwnStatement.EXPORT_KEY, right).text();
    PolicyDocument keysRegion =
        Grants.policy(Grants.of(Set.of(right.bucketRegion()), Set.of()), KEY);
    PolicyDocument ownersAccount =
        PolicyDocument.EMPTY.with(
            "X", statement.replace("\"222222222222\"", "\"" + right.bucketAccount() + "\""));

    assertThat(
            PolicyEvaluator.evaluate(Grants.policy(right, KEY), requests.dataKey("us-east-1", "d"))
                .isAllowed())
        .isTrue();
    assertThat(
            PolicyEvaluator.evaluate(keysRegion, requests.dataKey("us-east-1", "d")).explanation())
        .contains("aws:SourceArn")
        .contains("which is arn:aws:guardduty:us-east-1:222222222222:detector/d");
    assertThat(
            PolicyEvaluator.evaluate(ownersAccount, requests.dataKey("us-east-1", "d"))
                .explanation())
        .contains("asks for aws:SourceAccount StringEquals 333333333333, which is 222222222222");
  }

  @Test
  void denyWhatIsNotEncryptedWithOurKey() {
    ExportGrant grant = Grants.of(Set.of("eu-west-1"), Set.of());
    PolicyDocument bucket = Grants.policy(grant, BUCKET);
    AccessRequest put = new ExportRequests(grant).put("eu-west-1", "d");

    assertThat(
            PolicyEvaluator.evaluate(bucket, with(put, "s3:x-amz-server-side-encryption", "AES256"))
                .outcome())
        .isEqualTo(Outcome.DENIED);
    assertThat(
            PolicyEvaluator.evaluate(
                    bucket,
                    with(put, "s3:x-amz-server-side-encryption-aws-kms-key-id", Grants.KEY + "0"))
                .outcome())
        .isEqualTo(Outcome.DENIED);
    assertThat(
            PolicyEvaluator.evaluate(bucket, with(put, "aws:SecureTransport", "false")).outcome())
        .isEqualTo(Outcome.DENIED);
  }

  @Test
  void letReadersDecryptThroughThisBucketAlone() {
    String reader = "arn:aws:iam::999999999999:role/R";
    ExportGrant grant = Grants.of(Set.of("eu-west-1"), Set.of(), reader);
    PolicyDocument key = Grants.policy(grant, OwnStatement.READERS_DECRYPT);
    AccessRequest decrypt = new ExportRequests(grant).decrypt(reader);

    assertThat(PolicyEvaluator.evaluate(key, decrypt).isAllowed()).isTrue();
    assertThat(
            PolicyEvaluator.evaluate(
                    key,
                    with(
                        decrypt,
                        "kms:EncryptionContext:aws:s3:arn",
                        "arn:aws:s3:::findings/guardduty/AWSLogs/x.jsonl.gz"))
                .isAllowed())
        .isTrue();
    assertThat(
            PolicyEvaluator.evaluate(
                    key, with(decrypt, "kms:EncryptionContext:aws:s3:arn", "arn:aws:s3:::other"))
                .outcome())
        .isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(
            PolicyEvaluator.evaluate(
                    key, with(decrypt, "kms:ViaService", "s3.us-east-1.amazonaws.com"))
                .outcome())
        .isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(ExportStatements.foreignReaders(grant)).containsExactly(reader);
  }

  @Test
  void fitEveryRegionIntoBothPolicies() {
    Set<String> regions =
        IntStream.range(0, 40)
            .mapToObj(i -> "ap-southeast-" + (char) ('a' + i / 10) + "-" + i % 10)
            .collect(Collectors.toCollection(TreeSet::new));
    ExportGrant grant = Grants.of(regions, regions);

    assertThat(Grants.policy(grant, KEY).bytes()).isLessThan(PolicyKind.KEY.maxBytes() / 3);
    assertThat(Grants.policy(grant, BUCKET).bytes()).isLessThan(PolicyKind.BUCKET.maxBytes());
    assertThat(
            ExportStatements.write(OwnStatement.EXPORT_KEY, grant.in(SourceScope.ANY_REGION))
                .text())
        .contains("{\"aws:SourceArn\":\"arn:aws:guardduty:*:222222222222:detector/*\"}");
  }

  private static AccessRequest with(AccessRequest request, String key, String value) {
    Map<String, List<String>> context = new TreeMap<>(request.present());
    context.put(key.toLowerCase(Locale.ROOT), List.of(value));
    return new AccessRequest(
        request.caller(), request.action(), request.resource(), context, request.absent());
  }
}
