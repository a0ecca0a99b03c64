package io.guardlake.schemas.finding;

import static io.guardlake.schemas.finding.TestFindings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.ReadResult.Rejected;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingReaderRefusalsTest {
  private final ReadFindings findings = new ReadFindings();

  @ParameterizedTest
  @ValueSource(strings = {"id", "accountId", "region", "type", "updatedAt", "severity"})
  void refusesFindingWithoutNeededField(String field) {
    String absent = plain().replace("\"" + field + "\": ", "\"" + field + "Not\": ");
    String nothing =
        plain().replaceFirst("\"" + field + "\": (\"[^\"]*\"|5)", quoted(field, "null"));

    assertThat(findings.rejected(absent).reason()).isEqualTo(QuarantineReason.MISSING_FIELD);
    assertThat(findings.rejected(nothing).reason()).isEqualTo(QuarantineReason.MISSING_FIELD);
    assertThat(findings.rejected(nothing).detail()).isEqualTo(field + " is missing or null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id|17",
        "id|\"\"",
        "id|{\"a\":1}",
        "id|[\"x\"]",
        "accountId|111122223333",
        "region|true",
        "type|[]",
        "updatedAt|\"yesterday\"",
        "updatedAt|\"2016-12-31T23:59:59.999Z\"",
        "updatedAt|\"2100-01-01T00:00:00Z\"",
        "updatedAt|\"2026-02-30T00:00:00Z\"",
        "updatedAt|12",
        "severity|-1",
        "severity|1e999",
        "severity|\"high\"",
        "severity|\"NaN\"",
        "severity|true"
      })
  void refusesBadValueOfNeededField(String field, String value) {
    String line = plain().replaceFirst("\"" + field + "\": (\"[^\"]*\"|5)", quoted(field, value));
    Rejected rejected = findings.rejected(line);

    assertThat(rejected.reason()).isEqualTo(QuarantineReason.BAD_FIELD);
    int at = line.indexOf(quoted(field, value)) + field.length() + 4;
    assertThat(rejected.detail()).startsWith(field + " at byte " + at + " ");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void refusesWrapperOfFindings() {
    Rejected rejected = findings.rejected("{\"findings\":[]}");

    assertThat(rejected.reason()).isEqualTo(QuarantineReason.MISSING_FIELD);
    assertThat(rejected.detail()).isEqualTo("id is missing or null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{\"id\":",
        "{'id':1}",
        "[1,",
        "nul",
        "{\"id\":01}",
        "{\"id\":\"a\nb\"}",
        "\ufeff{}",
        "\u0000{}",
        "{\u0000}"
      })
  void refusesWhatIsNotJson(String line) {
    assertThat(findings.rejected(line).reason()).isEqualTo(QuarantineReason.NOT_JSON);
  }

  /** The reader expects the fields that came before in their order; that must not make it blind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":1{\"id\":\"a\"",
        "{\"id\":\"a\",\"x\":1{\"id\":\"b\"",
        "{\"id\":\"a\"{\"type\":\"b\"",
        "{,\"id\":\"a\"",
        "{\"id\":\"a\"\"type\":\"b\"",
        "{\"id\":\"a\",,\"type\":\"b\"",
        "{\"id\":\"a\":\"type\":\"b\"",
        "{{\"id\":\"a\"",
        "[\"id\":\"a\"",
        "{\"id\":,\"type\":\"b\""
      })
  void refusesWhatIsAlmostTheFieldsThatAreExpected(String begin) {
    String rest = ",\"title\":\"so long that no field is near the line's end\"}";
    String expected = "{\"id\":\"a\",\"type\":\"b\"" + rest;
    String unknown = "{\"x\":1,\"id\":\"a\",\"type\":\"b\"" + rest;

    for (int i = 0; i < 3; i++) {
      assertThat(findings.rejected(expected).reason()).isEqualTo(QuarantineReason.MISSING_FIELD);
      assertThat(findings.rejected(begin + rest).reason()).isEqualTo(QuarantineReason.NOT_JSON);
      assertThat(findings.rejected(unknown).reason()).isEqualTo(QuarantineReason.MISSING_FIELD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" x", "{}", " {}", ",", "\u0000", "1"})
  void refusesWhatFollowsTheFinding(String garbage) {
    Rejected rejected = findings.rejected(plain() + garbage);

    assertThat(rejected.reason()).isEqualTo(QuarantineReason.NOT_JSON);
    assertThat(rejected.detail()).matches("at byte \\d{3}: .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"id\":1}]", "\"text\"", "1.5", "null", "true"})
  void refusesJsonThatIsNoObject(String line) {
    assertThat(findings.rejected(line).reason()).isEqualTo(QuarantineReason.NOT_A_FINDING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C080", // overlong
        "E08080",
        "EDA080", // a surrogate
        "F4908080", // past U+10FFFF
        "F5808080",
        "80",
        "C3", // cut off
        "E282",
        "F09F98",
        "FF"
      })
  void refusesMalformedUtf8(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] head = "{\"title\":\"0123456789".getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[head.length + bad.length];
    System.arraycopy(head, 0, line, 0, head.length);
    System.arraycopy(bad, 0, line, head.length, bad.length);

    ReadResult result = findings.read(line);

    assertThat(result)
        .isEqualTo(
            new Rejected(QuarantineReason.NOT_UTF8, "the bytes from byte 20 on are not UTF-8", 20));
  }

  @Test
  void refusesNestingPastTheLimit() {
    ReadFindings shallow = new ReadFindings(new ReaderLimits(1 << 20, 10, Set.of()));
    // The finding is at depth 1, service at 2, additionalInfo at 3.
    String allowed = withNesting(7);
    String tooDeep = withNesting(8);

    assertThat(shallow.row(allowed)).isNotNull();
    assertThat(shallow.rejected(tooDeep).reason()).isEqualTo(QuarantineReason.TOO_DEEP);
    assertThat(shallow.rejected(tooDeep).detail())
        .contains("at byte 544: the JSON nests deeper than 10");
  }

  @Test
  void refusesDepthBomb() {
    String bomb = "[".repeat(1_000_000);

    assertThat(findings.rejected(bomb).reason()).isEqualTo(QuarantineReason.TOO_DEEP);
    assertThat(findings.rejected("{\"a\":" + bomb).reason()).isEqualTo(QuarantineReason.TOO_DEEP);
  }

  @Test
  void refusesLineLongerThanTheLimit() {
    int length = plain().length();
    ReadFindings exact = new ReadFindings(new ReaderLimits(length, 100, Set.of()));
    ReadFindings shorter = new ReadFindings(new ReaderLimits(length - 1, 100, Set.of()));

    assertThat(exact.row(plain())).isNotNull();
    assertThat(shorter.rejected(plain()).reason()).isEqualTo(QuarantineReason.LINE_TOO_LONG);
  }

  @Test
  void readsTextsAsLongAsTheLimit() {
    String text = "x".repeat(15 << 20);
    String line = plain().replace("A title", text);

    assertThat(findings.row(line).text(FindingColumn.TITLE)).hasSize(text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/other",
        "arn:aws:guardduty:eu-west-2:111122223333:detector/d/finding/fedcba9876543210fedcba9876543210",
        "arn:aws:guardduty:eu-west-1:999999999999:detector/d/finding/fedcba9876543210fedcba9876543210",
        "arn:aws:s3:eu-west-1:111122223333:detector/d/finding/fedcba9876543210fedcba9876543210",
        "arn:aws:guardduty:eu-west-1:111122223333:fedcba9876543210fedcba9876543210",
        "arn",
        "::::::"
      })
  void refusesArnThatDisagrees(String arn) {
    Rejected rejected = findings.rejected(plain().replace(TestFindings.arn(), arn));

    assertThat(rejected.reason()).isEqualTo(QuarantineReason.PROVENANCE);
    assertThat(rejected.detail()).startsWith("arn ").endsWith(arn);
  }

  @Test
  void takesPartitionAndDetectorFromArn() {
    String line =
        plain()
            .replace(TestFindings.arn(), TestFindings.arn().replace("arn:aws:", "arn:aws-cn:"))
            .replace("\"partition\": \"aws\",", "")
            .replace("\"detectorId\"", "\"other\"");

    assertThat(findings.row(line).text(FindingColumn.AWS_PARTITION)).isEqualTo("aws-cn");
    assertThat(findings.row(line).text(FindingColumn.DETECTOR_ID)).isEqualTo(TestFindings.DETECTOR);
  }

  @Test
  void takesFindingWithoutArn() {
    String line = plain().replace("\"" + TestFindings.arn() + "\"", "null");

    assertThat(findings.row(line).cell(FindingColumn.ARN)).isNull();
  }

  @Test
  void refusesUpdateFarAfterItsObject() {
    String atLimit = plain().replace(TestFindings.UPDATED_AT, "2026-03-05T05:10:00Z");
    String pastLimit = plain().replace(TestFindings.UPDATED_AT, "2026-03-05T05:10:00.000001Z");

    assertThat(findings.row(atLimit)).isNotNull();
    assertThat(findings.rejected(pastLimit).reason()).isEqualTo(QuarantineReason.PROVENANCE);
  }

  @Test
  void refusesAccountsThatAreNotAllowed() {
    ReaderLimits limits = ReaderLimits.DEFAULT.withAllowedAccounts(Set.of("444455556666"));
    Rejected rejected = new ReadFindings(limits).rejected(plain());

    assertThat(rejected.reason()).isEqualTo(QuarantineReason.PROVENANCE);
    assertThat(rejected.detail()).contains(TestFindings.ACCOUNT);
    ReaderLimits both = limits.withAllowedAccounts(Set.of("444455556666", TestFindings.ACCOUNT));
    assertThat(new ReadFindings(both).row(plain())).isNotNull();
  }

  private static String withNesting(int depth) {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    return TestFindings.finding(
        "Recon:EC2/Portscan", "5", "", "\"additionalInfo\": {\"x\": " + nested + "}");
  }

  private static String quoted(String field, String value) {
    return "\"" + field + "\": " + value;
  }
}
