package io.guardlake.sandbox.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.aws.world.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy answers, above all to a service with conditions. */
final class PolicyDocumentTest {
  private static final String SOURCE = "arn:aws:guardduty:eu-west-1:111111111111:detector/abc";
  private static final PolicyRequest REQUEST =
      new PolicyRequest(
          new PolicyRequest.Principal.Service("guardduty.amazonaws.com"),
          "s3:PutObject",
          "arn:aws:s3:::b/AWSLogs/x",
          Contexts.of("guardduty.amazonaws.com", "111111111111", SOURCE));

  @Test
  void aDenyBeatsEveryAllowAndNothingIsAllowedByItself() {
    String allow = allow("{}");
    assertThat(decide(allow)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(allow.replace("PutObject", "GetObject"))).isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(allow.replace("/*", "/lake/*"))).isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(allow.replace("guardduty.", "guardduty.eu-south-1.")))
        .isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(allow + "," + allow.replace("Allow", "Deny"))).isEqualTo(Decision.DENIED);
    assertThat(decide(allow.replace("\"s3:PutObject\"", "\"S3:put*\"")))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decide(allow.replace("\"Action\"", "\"NotAction\"")))
        .isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(allow.replace("\"Resource\"", "\"NotResource\"")))
        .isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(allow.replace("Allow", "Deny").replace("\"Principal\"", "\"NotPrincipal\"")))
        .isEqualTo(Decision.NOT_ALLOWED);
  }

  @Test
  void conditionsHoldByTheirOperators() {
    assertHolds("StringEquals", "aws:SourceAccount", "\"111111111111\"");
    assertHolds("StringEquals", "AWS:sourceaccount", "[\"2\", 111111111111]");
    assertHolds("ArnLike", "aws:SourceArn", "\"arn:aws:guardduty:*:111111111111:detector/*\"");
    assertHolds("StringLike", "aws:SourceArn", "\"*:detector/a?c\"");
    assertHolds("Bool", "aws:SecureTransport", "true");
    assertHolds("Null", "aws:SourceIp", "true");
    assertHolds("StringEqualsIfExists", "aws:SourceIp", "\"x\"");
    assertHolds("ForAllValues:StringEquals", "aws:SourceIp", "\"x\"");
    assertHolds("StringNotEquals", "aws:SourceIp", "\"x\"");
    assertHolds("NumericLessThan", "aws:SourceAccount", "111111111112");

    assertFails("StringEquals", "aws:SourceAccount", "\"222222222222\"");
    assertFails("StringEquals", "aws:SourceIp", "\"x\"");
    assertFails("ForAnyValue:StringNotEquals", "aws:SourceIp", "\"x\"");
    assertFails("ArnLike", "aws:SourceArn", "\"arn:aws:guardduty:eu-west-2:*:detector/*\"");
    // A wildcard reaches over no colon in an ARN, and over any in a text.
    assertFails("ArnLike", "aws:SourceArn", "\"arn:aws:guardduty:*:detector/*\"");
    assertHolds("StringLike", "aws:SourceArn", "\"arn:aws:guardduty:*:detector/*\"");
    assertFails("Bool", "aws:SecureTransport", "\"false\"");
    assertFails("StringNotLike", "aws:SourceArn", "\"*\"");
  }

  @Test
  void aCallerIsNamedByItsRoleItsSessionOrItsAccount() {
    Caller session =
        new Caller("111111111111", "arn:aws:sts::111111111111:assumed-role/reader/me", "x");
    PolicyRequest.Principal principal = new PolicyRequest.Principal.Identity(session);
    assertThat(principal.isNamed("AWS", "arn:aws:iam::111111111111:role/reader")).isTrue();
    assertThat(principal.isNamed("AWS", session.arn())).isTrue();
    assertThat(principal.isNamed("AWS", "111111111111")).isTrue();
    assertThat(principal.isNamed("AWS", "arn:aws:iam::111111111111:root")).isTrue();
    assertThat(principal.isNamed("AWS", "arn:aws:iam::111111111111:role/other")).isFalse();
    assertThat(principal.isNamed("Service", "111111111111")).isFalse();
  }

  @Test
  void whatIsNotAPolicyIsRefused() {
    assertRefused("{", "valid JSON");
    assertRefused("{}", "Missing required field Statement");
    assertRefused("{\"Statement\": [], \"Statement\": []}", "Duplicate");
    assertRefused(policy(allow("{}").replace("Allow", "allow")), "Invalid effect");
    assertRefused(policy(allow("{}").replace("\"Sid\"", "\"Side\"")), "Unknown field Side");
    assertRefused(policy(allow("{\"StringIs\": {\"a\": \"b\"}}")), "Invalid Condition type");
    assertRefused(policy(allow("{}").replace("Principal", "Principle")), "Unknown field Principle");
  }

  @Test
  void aPolicyIsObeyedOnlyOnceItHasSpread() {
    PolicyHistory history = new PolicyHistory();
    PolicyDocument first = PolicyDocument.parse(policy(allow("{}")));
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    history.put(Optional.of(first), now);
    history.put(Optional.empty(), now.plusSeconds(60));
    Duration spread = Duration.ofSeconds(30);
    assertThat(history.newest()).isEmpty();
    assertThat(history.seen(now.plusSeconds(80), spread)).contains(first);
    assertThat(history.seen(now.plusSeconds(90), spread)).isEmpty();
  }

  private static void assertHolds(String operator, String key, String values) {
    String condition = condition(operator, key, values);
    assertThat(decide(allow(condition))).as(condition).isEqualTo(Decision.ALLOWED);
  }

  private static void assertFails(String operator, String key, String values) {
    String condition = condition(operator, key, values);
    assertThat(decide(allow(condition))).as(condition).isEqualTo(Decision.NOT_ALLOWED);
  }

  private static String condition(String operator, String key, String values) {
    return "{\"%s\": {\"%s\": %s}}".formatted(operator, key, values);
  }

  private static void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> PolicyDocument.parse(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(reason);
  }

  private static Decision decide(String statements) {
    return PolicyDocument.parse(policy(statements)).decide(REQUEST);
  }

  private static String policy(String statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}".formatted(statements);
  }

  private static String allow(String condition) {
    return """
    {"Sid": "One", "Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
     "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*", "Condition": %s}"""
        .formatted(condition);
  }
}
