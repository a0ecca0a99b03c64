package io.guardlake.setup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.setup.policy.Decision.Outcome;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {
  private static final ExportGrant GRANT = Grants.of(Set.of("eu-west-1"), Set.of());
  private static final ExportRequests REQUESTS = new ExportRequests(GRANT);

  /** Denies that stop an export, and their kin that do not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:PutObject    | Bool               | aws:SecureTransport              | false            | ALLOWED
          s3:*            | Null               | aws:SourceVpce                   | true             | DENIED
          s3:PutObject    | StringNotEquals    | aws:SourceVpce                   | vpce-1           | DENIED
          s3:PutObject    | StringNotEqualsIfExists | aws:SourceVpce              | vpce-1           | DENIED
          s3:PutObject    | StringEquals       | aws:SourceVpce                   | vpce-1           | ALLOWED
          s3:PutObject    | StringNotEquals    | aws:PrincipalOrgID               | o-1              | DENIED
          s3:PutObject    | ArnNotLike         | aws:PrincipalArn                 | arn:aws:iam::1:* | DENIED
          s3:Put*         | StringNotEquals    | s3:x-amz-server-side-encryption  | AES256           | DENIED
          s3:Put*         | StringNotEquals    | s3:x-amz-server-side-encryption  | aws:kms          | ALLOWED
          s3:Put?bject    | StringLike         | s3:x-amz-server-side-encryption  | aws:*            | DENIED
          s3:PutObject    | Null               | s3:x-amz-server-side-encryption  | true             | ALLOWED
          S3:PUTOBJECT    | Bool               | aws:PrincipalIsAWSService        | true             | DENIED
          s3:PutObject    | Bool               | aws:PrincipalIsAWSService        | false            | ALLOWED
          s3:PutObject    | NotIpAddress       | aws:SourceIp                     | 10.0.0.0/8       | UNCERTAIN
          s3:PutObject    | StringNotEquals    | aws:SourceOrgID                  | o-1              | UNCERTAIN
          s3:PutObject    | StringEquals       | aws:SourceAccount                | ${x}             | UNCERTAIN
          s3:PutObject    | ForAnyValue:StringLike | aws:PrincipalOrgPaths        | o-1/*            | ALLOWED
          s3:PutObject    | ForAllValues:StringLike | aws:PrincipalOrgPaths       | o-1/*            | DENIED
          s3:PutObject    | NewOperator        | aws:SourceAccount                | 1                | UNCERTAIN
          s3:GetObject    | Null               | aws:SourceVpce                   | true             | ALLOWED
          """)
  void tellsWhichDeniesStopTheExport(
      String action, String operator, String key, String value, Outcome outcome) {
    PolicyDocument policy =
        Grants.policy(GRANT, OwnStatement.EXPORT_WRITE)
            .with(
                "Guard",
                "{\"Sid\":\"Guard\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"%s\",\"Resource\":\"*\",\"Condition\":{\"%s\":{\"%s\":\"%s\"}}}"
                    .formatted(action, operator, key, value));

    Decision decision = PolicyEvaluator.evaluate(policy, REQUESTS.put("eu-west-1", "d"));

    assertThat(decision.outcome()).isEqualTo(outcome);

    if (outcome != Outcome.ALLOWED) {
      assertThat(decision.explanation()).contains("\"Guard\"");
    }
  }

  @Test
  void anExemptionForServicesSavesTheExport() {
    PolicyDocument policy =
        Grants.policy(GRANT, OwnStatement.EXPORT_WRITE)
            .with(
                "Perimeter",
                """
                {"Sid":"Perimeter","Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*",
                 "Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-1"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}}""");

    assertThat(PolicyEvaluator.evaluate(policy, REQUESTS.put("eu-west-1", "d")).isAllowed())
        .isTrue();
  }

  @Test
  void findsADenyOfAccessListsThatNothingElseNeeds() {
    PolicyDocument bucket =
        Grants.policy(GRANT, OwnStatement.EXPORT_LOCATION, OwnStatement.EXPORT_WRITE)
            .with(
                "NoAcl",
                "{\"Sid\":\"NoAcl\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:Put*Acl\",\"Resource\":\"*\"}");

    assertThat(REQUESTS.bucketRefusal(bucket, "eu-west-1", "d").orElseThrow().explanation())
        .isEqualTo("Statement \"NoAcl\" denies it.");
  }

  @Test
  void readsNotPrincipalNotActionAndNotResource() {
    assertThat(
            put(
                "\"NotPrincipal\":{\"Service\":\"guardduty.amazonaws.com\"},\"Action\":\"*\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.ALLOWED);
    assertThat(
            put("\"NotPrincipal\":{\"AWS\":\"111111111111\"},\"Action\":\"*\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.DENIED);
    assertThat(put("\"Principal\":\"*\",\"NotAction\":\"s3:PutObject\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.ALLOWED);
    assertThat(put("\"Principal\":\"*\",\"NotAction\":\"s3:Get*\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.DENIED);
    assertThat(
            put(
                "\"Principal\":\"*\",\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::findings/guardduty/*\""))
        .isEqualTo(Outcome.ALLOWED);
    assertThat(
            put(
                "\"Principal\":\"*\",\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::findings/other/*\""))
        .isEqualTo(Outcome.DENIED);
    assertThat(
            put(
                "\"Principal\":{\"Service\":\"cloudtrail.amazonaws.com\"},\"Action\":\"*\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.ALLOWED);
    assertThat(
            put(
                "\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},\"Action\":\"*\",\"Resource\":\"*\""))
        .isEqualTo(Outcome.ALLOWED);
  }

  @Test
  void doesNotTakeTheWordOfAnAccountForThatOfItsRole() {
    PolicyDocument key =
        PolicyDocument.EMPTY.with(
            "Root",
            "{\"Sid\":\"Root\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}");

    assertThat(
            PolicyEvaluator.evaluate(key, REQUESTS.decrypt("arn:aws:iam::222222222222:role/R"))
                .outcome())
        .isEqualTo(Outcome.UNCERTAIN);
    assertThat(
            PolicyEvaluator.evaluate(key, REQUESTS.decrypt("arn:aws:iam::999999999999:role/R"))
                .outcome())
        .isEqualTo(Outcome.NOT_ALLOWED);
  }

  @Test
  void saysWhyNothingAllows() {
    assertThat(
            PolicyEvaluator.evaluate(PolicyDocument.EMPTY, REQUESTS.put("eu-west-1", "d"))
                .explanation())
        .isEqualTo("No statement speaks of this caller and action.");

    ExportGrant elsewhere =
        new ExportGrant(
            "Main",
            GRANT.partition(),
            GRANT.account(),
            GRANT.regions(),
            GRANT.regionalPrincipals(),
            GRANT.scope(),
            "findings",
            "eu-west-1",
            GRANT.bucketAccount(),
            "other/",
            GRANT.keyArn(),
            GRANT.readers());
    assertThat(
            PolicyEvaluator.evaluate(
                    Grants.policy(elsewhere, OwnStatement.EXPORT_WRITE),
                    REQUESTS.put("eu-west-1", "d"))
                .explanation())
        .contains("does not cover arn:aws:s3:::findings/guardduty/AWSLogs/");
  }

  @Test
  void matchesArnsPartByPart() {
    assertThat(
            Wildcards.arn(
                "arn:aws:guardduty:*:1:detector/*", "arn:aws:guardduty:eu-west-1:1:detector/a:b"))
        .isEqualTo(Match.YES);
    assertThat(Wildcards.arn("arn:aws:*:1:detector/*", "arn:aws:guardduty:eu-west-1:1:detector/a"))
        .isEqualTo(Match.NO);
    assertThat(
            Wildcards.arn(
                "arn:aws:guardduty:eu-*:1:detector/?", "arn:aws:guardduty:eu-west-1:1:detector/a"))
        .isEqualTo(Match.YES);
    assertThat(Wildcards.matches("a*b*c", "aXbXbXc")).isTrue();
    assertThat(Wildcards.matches("a*b*c", "aXbXbX")).isFalse();
    assertThat(Wildcards.matches("", "")).isTrue();
    assertThat(Wildcards.matches("?", "")).isFalse();
  }

  private static Outcome put(String deny) {
    PolicyDocument policy =
        Grants.policy(GRANT, OwnStatement.EXPORT_WRITE)
            .with("D", "{\"Sid\":\"D\",\"Effect\":\"Deny\",%s}".formatted(deny));
    return PolicyEvaluator.evaluate(policy, REQUESTS.put("eu-west-1", "d")).outcome();
  }
}
