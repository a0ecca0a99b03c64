package io.guardlake.setup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PolicyEditTest {
  private static final Set<String> OURS = OwnStatement.sids("Main", PolicyKind.BUCKET);
  private static final ExportGrant GRANT =
      Grants.of(Set.of("eu-west-1", "us-east-1"), Set.of(), "arn:aws:iam::999999999999:role/R");

  @Property(tries = 300)
  void neverChangesAForeignStatement(
      @ForAll("policies") String text, @ForAll("wishes") List<Statement> wished) {
    PolicyDocument before = PolicyDocument.parse("p", text);

    PolicyDocument after = PolicyEdit.between(before, wished, OURS).applyTo(before);

    assertThat(after.without(OURS)).isEqualTo(before.without(OURS));
    assertThat(PolicyDocument.parse("p", after.text()).without(OURS))
        .isEqualTo(before.without(OURS));
  }

  @Property(tries = 300)
  void hasNothingToDoASecondTime(
      @ForAll("policies") String text, @ForAll("wishes") List<Statement> wished) {
    PolicyDocument before = PolicyDocument.parse("p", text);
    PolicyDocument after = PolicyEdit.between(before, wished, OURS).applyTo(before);

    PolicyDocument read = PolicyDocument.parse("p", after.text());

    assertThat(PolicyEdit.between(read, wished, OURS).isEmpty()).isTrue();
    assertThat(read.statements().stream().filter(each -> isOurs(each)).map(Statement::label))
        .containsExactlyInAnyOrderElementsOf(wished.stream().map(Statement::label).toList());
  }

  @Property(tries = 300)
  void undoesItsOwnChangesAndLeavesWhatCameSince(
      @ForAll("policies") String text, @ForAll("wishes") List<Statement> wished) {
    PolicyDocument before = PolicyDocument.parse("p", text);
    PolicyEdit edit = PolicyEdit.between(before, wished, OURS);
    PolicyDocument since = edit.applyTo(before).with("Stranger", "{ \"Sid\": \"Stranger\" }");

    PolicyDocument undone = edit.undo(before).applyTo(since);

    assertThat(undone.withSid("Stranger")).hasSize(1);
    assertThat(undone.without("Stranger").without(OURS)).isEqualTo(before.without(OURS));

    for (String sid : edit.statements().keySet()) {
      assertThat(undone.withSid(sid)).isEqualTo(before.withSid(sid).stream().limit(1).toList());
    }
  }

  @Test
  void takesForItsOwnOnlyWhatHasExactlyOneOfItsIds() {
    PolicyDocument policy =
        PolicyDocument.EMPTY
            .with("GuardlakeMain2ExportWrite", "{\"Sid\":\"GuardlakeMain2ExportWrite\"}")
            .with("GuardlakeMainExportWrites", "{\"Sid\":\"GuardlakeMainExportWrites\"}");

    assertThat(PolicyEdit.between(policy, List.of(), OURS).isEmpty()).isTrue();
  }

  @Test
  void replacesInPlaceAndAppendsWhatIsNew() {
    Statement location = ExportStatements.write(OwnStatement.EXPORT_LOCATION, GRANT);
    Statement write = ExportStatements.write(OwnStatement.EXPORT_WRITE, GRANT);
    PolicyDocument before =
        PolicyDocument.EMPTY
            .with("A", "{\"Sid\":\"A\"}")
            .with(
                "GuardlakeMainExportWrite",
                "{\"Sid\":\"GuardlakeMainExportWrite\",\"Effect\":\"Deny\"}")
            .with("B", "{\"Sid\":\"B\"}");

    PolicyEdit edit = PolicyEdit.between(before, List.of(location, write), OURS);

    assertThat(edit.applyTo(before).statements())
        .extracting(Statement::label)
        .containsExactly(
            "\"A\"", "\"GuardlakeMainExportWrite\"", "\"B\"", "\"GuardlakeMainExportLocation\"");
    assertThat(edit.diffs(before))
        .extracting(StatementDiff::kind)
        .containsExactly(StatementDiff.Kind.ADDED, StatementDiff.Kind.REPLACED);
    assertThat(edit.diffs(before).get(1).lines())
        .contains("    \"Sid\" : \"GuardlakeMainExportWrite\",")
        .contains("-   \"Effect\" : \"Deny\"")
        .contains("+   \"Effect\" : \"Allow\",");
  }

  @Test
  void seesThatAStatementOnlyLooksDifferent() {
    Statement ours =
        new Statement(
            "{\"Sid\":\"S\",\"Effect\":\"Deny\",\"Principal\":{\"AWS\":[\"arn:aws:iam::111111111111:root\"]},\"Action\":[\"s3:GetObject\",\"S3:PutObject\"],\"Resource\":[\"a\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}");
    Statement stored =
        new Statement(
            "{\"Action\":[\"s3:putobject\",\"s3:GetObject\"],\"Condition\":{\"Bool\":{\"AWS:SecureTransport\":[false]}},\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"111111111111\"},\"Resource\":\"a\",\"Sid\":\"S\"}");

    assertThat(PolicyEdit.sameMeaning(ours, stored)).isTrue();
    assertThat(PolicyEdit.sameMeaning(ours, new Statement(stored.text().replace("Deny", "Allow"))))
        .isFalse();
    assertThat(
            PolicyEdit.sameMeaning(
                ours, new Statement(stored.text().replace("Bool", "BoolIfExists"))))
        .isFalse();
    assertThat(
            PolicyEdit.sameMeaning(
                ours, new Statement(stored.text().replace("\"Resource\"", "\"NotResource\""))))
        .isFalse();
  }

  private static boolean isOurs(Statement statement) {
    return statement.sid().filter(OURS::contains).isPresent();
  }

  @Provide
  Arbitrary<List<Statement>> wishes() {
    List<Statement> all =
        List.of(OwnStatement.values()).stream()
            .filter(own -> own.kind() == PolicyKind.BUCKET)
            .map(own -> ExportStatements.write(own, GRANT))
            .toList();
    return Arbitraries.subsetOf(Set.copyOf(all)).map(List::copyOf);
  }

  /** Policies with statements of strangers and, perhaps outdated or twice, of ours. */
  @Provide
  Arbitrary<String> policies() {
    Arbitrary<String> space = Arbitraries.of("", " ", "\n  ", "\t");
    Arbitrary<String> sid =
        Arbitraries.oneOf(
            Arbitraries.of(
                "", "\"Sid\":\"GuardlakeMain\",", "\"Sid\":\"Theirs\",", "\"sid\":\"x\","),
            Arbitraries.of(OURS).map("\"Sid\":\"%s\","::formatted));
    Arbitrary<String> rest =
        Arbitraries.of(
            "\"Effect\":\"Allow\",\"Action\":\"*\"",
            "\"Effect\" : \"Deny\", \"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}",
            "\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"\\u00e9\\\"]}\"}",
            "\"X\":[1.50,{\"b\":1,\"a\":[]}]");
    Arbitrary<String> statement =
        Combinators.combine(space, sid, rest, space)
            .as((before, id, body, after) -> "{" + before + id + body + after + "}");
    Arbitrary<List<String>> statements = statement.list().ofMaxSize(6);
    return Combinators.combine(statements, space, Arbitraries.of("2008-10-17", "2012-10-17"))
        .as(
            (all, gap, version) ->
                all.stream()
                    .collect(
                        Collectors.joining(
                            "," + gap,
                            "{" + gap + "\"Version\":\"" + version + "\",\"Statement\":[",
                            gap + "]}")));
  }
}
