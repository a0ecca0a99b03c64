package io.guardlake.setup.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.policy.Decision.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our evaluator against the npm package @cloud-copilot/iam-simulate over generated policies. Runs
 * where {@code npm install --prefix infra/setup/target/iam-simulate @cloud-copilot/iam-simulate}
 * was run; it is a test's tool alone, in a process of its own.
 */
class IamSimulateTest {
  private static final int POLICIES = 600;
  private static final ExportRequests REQUESTS =
      new ExportRequests(Grants.of(Set.of("eu-west-1"), Set.of()));
  private static final List<AccessRequest> ASKED =
      List.of(
          REQUESTS.put("eu-west-1", "d"),
          REQUESTS.location("eu-west-1", "d"),
          REQUESTS.putAcl("eu-west-1", "d"));

  private final Random random = new Random(42);

  @Test
  void agreesWithAnotherEvaluator(@TempDir Path folder) throws Exception {
    Path modules = Path.of("target", "iam-simulate").toAbsolutePath();
    assumeTrue(
        Files.isDirectory(modules.resolve("node_modules")),
        "skipped: iam-simulate is not installed in " + modules);
    List<String> lines = new ArrayList<>();
    List<String> ours = new ArrayList<>();

    for (int i = 0; i < POLICIES; i++) {
      PolicyDocument policy = policy();
      AccessRequest request = pick(ASKED);
      lines.add(line(policy, request));
      ours.add(answer(PolicyEvaluator.evaluate(policy, request)));
    }

    List<String> theirs = ask(folder, modules, lines);

    assertThat(theirs).hasSameSizeAs(ours);
    assertThat(ours).contains("Allowed", "ExplicitlyDenied", "ImplicitlyDenied");

    for (int i = 0; i < POLICIES; i++) {
      assertThat(ours.get(i)).as(lines.get(i)).isEqualTo(theirs.get(i));
    }
  }

  private static String answer(Decision decision) {
    assertThat(decision.outcome()).isNotEqualTo(Outcome.UNCERTAIN);
    return switch (decision.outcome()) {
      case ALLOWED -> "Allowed";
      case DENIED -> "ExplicitlyDenied";
      case NOT_ALLOWED, UNCERTAIN -> "ImplicitlyDenied";
    };
  }

  private static String line(PolicyDocument policy, AccessRequest request) {
    ObjectNode line = PolicyJson.MAPPER.createObjectNode();
    line.set("policy", PolicyJson.object(policy.text()));
    line.put("principal", ((AccessRequest.Caller.Service) request.caller()).name());
    line.put("action", request.action()).put("resource", request.resource());
    ObjectNode context = line.putObject("context");
    request.present().forEach((key, values) -> context.put(key, values.get(0)));
    return line.toString();
  }

  private static List<String> ask(Path folder, Path modules, List<String> lines)
      throws IOException, InterruptedException {
    Path script = folder.resolve("simulate.mjs");
    Path input = Files.write(folder.resolve("asked"), lines);
    Path output = folder.resolve("answered");

    try (InputStream stream = IamSimulateTest.class.getResourceAsStream("simulate.mjs")) {
      Files.write(script, stream.readAllBytes());
    }

    Process node =
        new ProcessBuilder("node", script.toString(), modules.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(node.exitValue()).as(Files.readString(folder.resolve("errors"))).isZero();
    return Files.readAllLines(output);
  }

  private PolicyDocument policy() {
    PolicyDocument policy = PolicyDocument.EMPTY;
    int statements = 1 + random.nextInt(4);

    for (int i = 0; i < statements; i++) {
      policy = policy.with("S" + i, statement("S" + i));
    }

    return policy;
  }

  private String statement(String sid) {
    ObjectNode node = PolicyJson.MAPPER.createObjectNode();
    node.put("Sid", sid).put("Effect", random.nextInt(4) == 0 ? "Deny" : "Allow");
    node.set(
        "Principal",
        PolicyJson.object(
            pick(
                List.of(
                    "{\"Service\":\"guardduty.amazonaws.com\"}",
                    "{\"Service\":[\"cloudtrail.amazonaws.com\",\"guardduty.amazonaws.com\"]}",
                    "{\"Service\":\"cloudtrail.amazonaws.com\"}"))));
    node.put(
        random.nextInt(5) == 0 ? "NotAction" : "Action",
        pick(List.of("s3:*", "s3:Put*", "s3:PutObject", "s3:GetBucketLocation", "s3:Put?bject*")));
    node.put(
        random.nextInt(5) == 0 ? "NotResource" : "Resource",
        pick(
            List.of(
                "*",
                "arn:aws:s3:::findings*",
                "arn:aws:s3:::findings/guardduty/*",
                "arn:aws:s3:::findings/?uardduty/AWSLogs/*",
                "arn:aws:s3:::other/*")));

    if (random.nextInt(3) > 0) {
      ObjectNode condition = node.putObject("Condition");

      for (int i = 0; i <= random.nextInt(2); i++) {
        condition(condition);
      }
    }

    return node.toString();
  }

  private void condition(ObjectNode condition) {
    String key =
        pick(
            List.of(
                "aws:SourceAccount",
                "aws:SourceArn",
                "aws:SecureTransport",
                "aws:PrincipalIsAWSService",
                "aws:SourceVpce",
                "aws:PrincipalOrgID"));
    Map<String, List<String>> values =
        Map.of(
            "aws:SourceAccount", List.of("222222222222", "333333333333", "2222*"),
            "aws:SourceArn",
                List.of(
                    "arn:aws:guardduty:eu-west-1:222222222222:detector/d",
                    "arn:aws:guardduty:*:222222222222:detector/*",
                    "arn:aws:guardduty:us-east-1:222222222222:detector/*"),
            "aws:SecureTransport", List.of("true", "false"),
            "aws:PrincipalIsAWSService", List.of("true", "false"),
            "aws:SourceVpce", List.of("vpce-1"),
            "aws:PrincipalOrgID", List.of("o-1"));
    String operator =
        switch (key) {
          case "aws:SourceArn" ->
              pick(
                  List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "ArnLikeIfExists"));
          case "aws:SecureTransport", "aws:PrincipalIsAWSService" ->
              pick(List.of("Bool", "BoolIfExists"));
          default ->
              pick(
                  List.of(
                      "StringEquals",
                      "StringNotEquals",
                      "StringLike",
                      "StringNotLike",
                      "StringEqualsIfExists",
                      "StringNotEqualsIfExists",
                      "StringEqualsIgnoreCase"));
        };

    if (random.nextInt(6) == 0) {
      condition.putObject("Null").put(key, pick(List.of("true", "false")));
      return;
    }

    condition.putObject(operator).putArray(key).add(pick(values.get(key)));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
