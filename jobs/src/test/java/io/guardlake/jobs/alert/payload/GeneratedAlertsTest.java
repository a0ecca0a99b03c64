package io.guardlake.jobs.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingReader;
import io.guardlake.schemas.finding.LineOrigin;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.finding.ReaderLimits;
import io.guardlake.schemas.table.TableRow;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Payloads of findings of every kind, against the schema that is published. */
class GeneratedAlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant THEN = Instant.parse("2026-03-11T00:00:00Z");
  private static final int LIMIT = 258_048;

  @Test
  void everyPayloadIsAsItsSchemaSays() throws Exception {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-03-10")).withFindings(600));
    FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
    JsonSchema schema = schema();
    Digest digest = Digest.of("every", Set.of("s"), THEN);

    for (int i = 0; i < 600; i++) {
      ReadResult read =
          reader.read(generator.line(i, 0), new LineOrigin("s3://export/object", 1, THEN, THEN));
      Alert alert = alert(((ReadResult.Accepted) read).row());
      JsonNode json = JSON.readTree(AlertJson.bytes(alert, LIMIT));

      assertThat(schema.validate(json)).as(json.toString()).isEmpty();
      assertThat(json.has("console_url")).isTrue();
      assertThat(SlackBlocks.bytes(alert)).isNotEmpty();
      digest = digest.plus(alert, Digest.Cause.OLD, THEN);
    }

    assertThat(schema.validate(JSON.readTree(AlertJson.bytes(digest, LIMIT)))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsNone() throws Exception {
    assertThat(schema().validate(JSON.readTree("{\"format\":\"guardlake.alert\",\"version\":1}")))
        .isNotEmpty();
  }

  private static Alert alert(TableRow row) {
    return new Alert(
        "every",
        Set.of("s"),
        Set.of(Reason.FIRST_SEEN),
        row,
        new AccountInfo(row.text(FindingColumn.ACCOUNT_ID), "web", "Root/Prod", Map.of()),
        new Alert.Before(2, 3.5, 7),
        THEN);
  }

  private static JsonSchema schema() throws Exception {
    try (InputStream in = DeadLetterTable.class.getResourceAsStream("alert-1.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
