package io.guardlake.jobs.alert.payload;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Payload;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.schemas.finding.FindingColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final int LIMIT = 258_048;

  @Test
  void saysWhatWhereWhoHowBadWhatChangedAndWhatNext() {
    Brief brief = Brief.of(alert(Rows.finding(ID, 8).occurrences(3), 5));

    assertThat(brief.headline()).isEqualTo("HIGH 8 · Recon:EC2/Portscan");
    assertThat(brief.title()).isEqualTo("A port scan");
    assertThat(brief.facts())
        .extracting(fact -> fact.name() + "=" + fact.value())
        .containsExactly(
            "Where=web (111122223333) · eu-west-1",
            "Change=Severity HIGH 8, was MEDIUM 5",
            "Seen=2026-10-01 12:00 UTC · 3 times");
    assertThat(brief.nextStep()).isNotBlank();
    assertThat(brief.footer()).startsWith("Rule criticals · severity rose · alert ");
  }

  @Test
  void ourOwnJsonSaysWhatWasBefore() throws Exception {
    JsonNode json = json(AlertJson.bytes(alert(Rows.finding(ID, 8), 5), LIMIT));

    assertThat(json.at("/format").asText()).isEqualTo("guardlake.alert");
    assertThat(json.at("/reasons/0").asText()).isEqualTo("SEVERITY_ROSE");
    assertThat(json.at("/finding/updated_at").asText()).isEqualTo(NOON.toString());
    assertThat(json.at("/previous/severity_score").asDouble()).isEqualTo(5);
    assertThat(json.at("/changed/0").asText()).isEqualTo("severity_score");
    assertThat(json.at("/account/name").asText()).isEqualTo("web");
    assertThat(json.at("/console_url").asText())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1"
                + "#/findings?macros=current&fId="
                + ID);
  }

  @Test
  void idsAreTheSameWheneverAnAlertIsToldAgain() {
    Alert one = alert(Rows.finding(ID, 8), 5);
    Alert again = alert(Rows.finding(ID, 8), 2);
    Alert later = alert(Rows.finding(ID, 8).at(NOON.plusSeconds(1)), 5);

    assertThat(again.id()).isEqualTo(one.id()).matches("[0-9a-f]{32}");
    assertThat(later.id()).isNotEqualTo(one.id());
    assertThat(later.incidentKey()).isEqualTo(one.incidentKey());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void nothingOfAFindingIsMarkupMentionOrLinkInAChat(String text) throws Exception {
    Notice alert = alert(everywhere(text), 5);
    JsonNode slack = json(SlackBlocks.bytes(alert));

    assertThat(slack.at("/text").asText()).doesNotContain("<", ">");
    assertThat(objects(slack).filter(each -> each.path("type").asText().equals("mrkdwn")))
        .hasSize(1)
        .extracting(each -> each.path("text").asText())
        .allMatch(
            ours -> ours.startsWith("<https://") && ours.endsWith("|Open in the AWS console>"));

    JsonNode teams = json(TeamsCard.bytes(alert)).at("/attachments/0/content");
    assertThat(objects(teams).map(each -> each.path("type").asText()))
        .isNotEmpty()
        .allMatch(
            type ->
                Set.of("AdaptiveCard", "RichTextBlock", "TextRun", "Action.OpenUrl")
                    .contains(type));
    assertThat(teams.findValuesAsText("url"))
        .allMatch(url -> url.startsWith("https://eu-west-1.console.aws.amazon.com/"));

    for (String shown :
        List.of(slack.toString(), teams.at("/body").toString(), BriefText.line(alert))) {
      assertThat(shown)
          .doesNotContain("evil.example.com", "http://", "198.51.100.7", "2001:db8::7");
    }

    assertThat(BriefText.line(alert)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aLinkOrQueryIsOnlyMadeOfWhatHasAwssForm(String text) throws Exception {
    JsonNode json =
        json(
            AlertJson.bytes(
                alert(
                    Rows.finding(text, 8)
                        .with(FindingColumn.REGION, text)
                        .with(FindingColumn.ACCOUNT_ID, text),
                    5),
                LIMIT));

    assertThat(json.has("console_url")).isFalse();
    String quoted = "'" + text.replace("'", "''") + "'";
    assertThat(json.at("/timeline_sql").asText())
        .contains(
            "account_id = " + quoted + " AND region = " + quoted + " AND finding_id = " + quoted);
  }

  @Test
  void whatIsTooLargeIsCutAndStillLeadsToTheWhole() throws Exception {
    Rows huge =
        everywhere("\\u0001".repeat(20_000))
            .with(FindingColumn.ALL_IPS, Collections.nCopies(50_000, "198.51.100.7"))
            .with(FindingColumn.FINDING_JSON, new byte[300_000]);

    for (Payload payload : Payload.values()) {
      byte[] body = Messages.json(alert(huge, 5), payload, LIMIT).body();
      assertThat(body).hasSizeLessThanOrEqualTo(LIMIT);
      assertThat(json(body).at("/finding/all_ips_count").asInt()).isEqualTo(50_000);
      assertThat(json(body).at("/finding/source_uri").asText()).isNotEmpty();
    }

    assertThat(SlackBlocks.bytes(alert(huge, 5))).hasSizeLessThan(50_000);
    assertThat(TeamsCard.bytes(alert(huge, 5))).hasSizeLessThan(28_000);
    assertThat(PagerDutyEvent.bytes(alert(huge, 5))).hasSizeLessThan(512_000);
  }

  @Test
  void theFindingItselfIsSentByteForByte() {
    byte[] line = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    Alert alert = alert(Rows.finding(ID, 8).with(FindingColumn.FINDING_JSON, line), 5);

    assertThat(Messages.json(alert, Payload.FINDING, LIMIT).body()).isEqualTo(line);
  }

  @Test
  void aDigestAddsUpAndStaysSmall() throws Exception {
    Digest digest = Digest.of("r", Set.of("s"), NOON);

    for (int i = 0; i < 1_000; i++) {
      Rows row =
          Rows.finding("f" + i, i % 10)
              .with(FindingColumn.FINDING_TYPE, "Type:EC2/" + i)
              .with(FindingColumn.ACCOUNT_ID, String.valueOf(i % 3));
      Digest.Cause cause = i % 2 == 0 ? Digest.Cause.OLD : Digest.Cause.LIMITED;
      digest = digest.plus(alert(row, 0), cause, NOON.plusSeconds(i));
    }

    JsonNode json = json(AlertJson.bytes(digest, LIMIT));
    assertThat(json.at("/count").asInt()).isEqualTo(1_000);
    assertThat(json.at("/old").asInt()).isEqualTo(500);
    assertThat(json.at("/by_severity/CRITICAL").asInt()).isEqualTo(100);
    assertThat(json.at("/by_type")).hasSize(Digest.MOST_NAMES + 1);
    assertThat(json.at("/by_type/others").asInt()).isEqualTo(1_000 - Digest.MOST_NAMES);
    assertThat(json.at("/worst")).hasSize(Digest.MOST_LINES);
    assertThat(json.at("/worst").findValuesAsText("severity_score")).containsOnly("9.0");
    assertThat(Brief.of(digest).headline()).isEqualTo("1000 alerts in one · rule r");
  }

  static Stream<String> hostile() {
    return Stream.of(
        "<!channel> <@U123> <https://evil.example.com|click>",
        "*bold* _it_ ~no~ `code` @here",
        "[click](http://evil.example.com) <script>alert(1)</script>",
        "http://evil.example.com/198.51.100.7",
        "line\nline\r\u0000\u001b[31m\u202Eevil\u2028\u2066",
        "'; DROP TABLE findings; --",
        "\"}],\"text\":\"<!here>\"",
        "\uD800 lone \uDC00",
        "");
  }

  private static Rows everywhere(String text) {
    return Rows.finding(ID, 8)
        .with(FindingColumn.FINDING_TYPE, text)
        .with(FindingColumn.TITLE, text)
        .with(FindingColumn.DESCRIPTION, text)
        .with(FindingColumn.RESOURCE_TYPE, text)
        .with(FindingColumn.RESOURCE_IDS, List.of(text, "evil.example.com"))
        .with(FindingColumn.PRINCIPAL_IDS, List.of(text))
        .with(FindingColumn.REMOTE_IPS, List.of("198.51.100.7", "2001:db8::7"))
        .with(FindingColumn.REMOTE_COUNTRY_NAME, text)
        .with(FindingColumn.REMOTE_AS_ORG, text)
        .with(FindingColumn.RESOURCE_TAGS, Map.of(text, text));
  }

  private static Alert alert(Rows row, double before) {
    return new Alert(
        "criticals",
        Set.of("soc"),
        Set.of(Reason.SEVERITY_ROSE),
        row.row(),
        new AccountInfo("111122223333", "web", null, Map.of()),
        new Alert.Before(1, before, 3),
        NOON);
  }

  private static Stream<JsonNode> objects(JsonNode node) {
    Stream<JsonNode> inner =
        StreamSupport.stream(node.spliterator(), false).flatMap(PayloadTest::objects);
    return node.isObject() ? Stream.concat(Stream.of(node), inner) : inner;
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    return JSON.readTree(bytes);
  }
}
