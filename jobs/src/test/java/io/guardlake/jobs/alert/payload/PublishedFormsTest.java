package io.guardlake.jobs.alert.payload;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingReader;
import io.guardlake.schemas.finding.LineOrigin;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.finding.ReaderLimits;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Payloads against what Slack, Microsoft, PagerDuty and OCSF publish, as we describe it. */
class PublishedFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FINDINGS = 300;
  private static final int TEAMS_BYTES = 28_000;
  private static final int PAGER_BYTES = 512_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x".repeat(100_000),
          "\u0000\u202e\r\n\t",
          "<!channel> <@U123> *b* _i_ ~s~ `c` [a](https://evil.example.com) & \" ' \\",
          "\ud83d\ude00".repeat(20_000),
          "a\ufffdb");

  @Test
  void messagesOfSlackAreBlockKit() throws Exception {
    JsonSchema schema = schema("slack-message.schema.json");

    for (Notice notice : notices()) {
      JsonNode message = JSON.readTree(SlackBlocks.bytes(notice));
      assertThat(schema.validate(message)).as(message.toString()).isEmpty();
    }
  }

  @Test
  void messagesOfTeamsAreAdaptiveCards() throws Exception {
    JsonSchema schema = schema("teams-message.schema.json");

    for (Notice notice : notices()) {
      byte[] bytes = TeamsCard.bytes(notice);
      JsonNode message = JSON.readTree(bytes);
      assertThat(schema.validate(message)).as(message.toString()).isEmpty();
      assertThat(bytes).hasSizeLessThan(TEAMS_BYTES);
    }
  }

  @Test
  void eventsOfPagerDutyAreAlertEvents() throws Exception {
    JsonSchema schema = schema("pagerduty-event.schema.json");

    for (Notice notice : notices()) {
      byte[] bytes = PagerDutyEvent.bytes(notice);
      JsonNode event = JSON.readTree(bytes);
      assertThat(schema.validate(event)).as(event.toString()).isEmpty();
      assertThat(bytes).hasSizeLessThan(PAGER_BYTES);
    }
  }

  @Test
  void eventsOfOcsfAreDetectionFindings() throws Exception {
    JsonSchema schema = schema("/io/guardlake/schemas/ocsf/detection_finding-1.1.0.schema.json");

    for (TableRow row : generated()) {
      JsonNode event = JSON.readTree(JSON.writeValueAsBytes(OcsfEvent.of(row, "web")));
      assertThat(schema.validate(event)).as(event.toString()).isEmpty();
      assertThat(event.at("/cloud/account/name").asText()).isEqualTo("web");
    }
  }

  @Test
  void theDescriptionsRefuseWhatIsTooLongOrUnknown() throws Exception {
    Notice notice = notices().get(0);
    ObjectNode slack = (ObjectNode) JSON.readTree(SlackBlocks.bytes(notice));
    ((ObjectNode) slack.at("/blocks/0/text")).put("text", "x".repeat(151));
    ObjectNode teams = (ObjectNode) JSON.readTree(TeamsCard.bytes(notice));
    ((ObjectNode) teams.at("/attachments/0/content/body/0/inlines/0")).put("color", "Red");
    ObjectNode pager = (ObjectNode) JSON.readTree(PagerDutyEvent.bytes(notice));
    ((ObjectNode) pager.at("/payload")).put("severity", "high");

    assertThat(schema("slack-message.schema.json").validate(slack)).isNotEmpty();
    assertThat(schema("teams-message.schema.json").validate(teams)).isNotEmpty();
    assertThat(schema("pagerduty-event.schema.json").validate(pager)).isNotEmpty();
  }

  /** Findings of every kind, what an attacker may write everywhere, and digests of all of them. */
  private static List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    Digest digest = Digest.of("every", Set.of("s"), NOON);
    List<TableRow> rows = new ArrayList<>(generated());
    TEXTS.forEach(text -> rows.add(everywhere(text)));

    for (TableRow row : rows) {
      Alert alert = alert(row);
      notices.add(alert);
      digest = digest.plus(alert, Digest.Cause.LIMITED, NOON);
    }

    notices.add(digest);
    return notices;
  }

  private static List<TableRow> generated() {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-03-10")).withFindings(FINDINGS));
    FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
    List<TableRow> rows = new ArrayList<>();

    for (int i = 0; i < FINDINGS; i++) {
      ReadResult read =
          reader.read(generator.line(i, 0), new LineOrigin("s3://export/object", 1, NOON, NOON));
      rows.add(((ReadResult.Accepted) read).row());
    }

    return rows;
  }

  private static TableRow everywhere(String text) {
    Rows row = Rows.finding("0123456789abcdef0123456789abcdef", 8);

    for (FindingColumn column : FindingColumn.values()) {
      if (column == FindingColumn.SEVERITY || column == FindingColumn.FINDING_ID) {
        continue;
      }

      if (column.type() == ColumnType.STRING) {
        row.with(column, text);
      } else if (column.type() == ColumnType.STRING_LIST) {
        row.with(column, Collections.nCopies(200, text));
      }
    }

    return row.row();
  }

  private static Alert alert(TableRow row) {
    return new Alert(
        "every",
        Set.of("s"),
        Set.of(Reason.values()),
        row,
        new AccountInfo(row.text(FindingColumn.ACCOUNT_ID), "web", "Root/Prod", Map.of()),
        new Alert.Before(2, 3.5, 7),
        NOON);
  }

  private static JsonSchema schema(String name) throws IOException {
    try (InputStream in = PublishedFormsTest.class.getResourceAsStream(name)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
