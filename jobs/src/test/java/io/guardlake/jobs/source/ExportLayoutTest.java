package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportLayoutTest {
  private static final String DAY = "AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/";

  @Test
  void readsARealKey() {
    assertThat(ExportLayout.parse(DAY + "ec7b0b8c-5ec8-32ec-8e77-c738515b4f6f.jsonl.gz"))
        .contains(new ExportLayout.Key("567970947422", "us-east-1", LocalDate.of(2022, 10, 21)));
  }

  @Test
  void readsAKeyWithAnOrganization() {
    assertThat(
            ExportLayout.parse(
                "AWSLogs/o-a1b2c3d4e5/567970947422/GuardDuty/us-gov-east-1/2024/02/29/x.jsonl"))
        .contains(new ExportLayout.Key("567970947422", "us-gov-east-1", LocalDate.of(2024, 2, 29)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x.jsonl.gz",
        "prefix/AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/x.jsonl.gz",
        "AWSLogs/56797094742/GuardDuty/us-east-1/2022/10/21/x.jsonl.gz",
        "AWSLogs/567970947422/Config/us-east-1/2022/10/21/guardduty.jsonl.gz",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2022/13/21/x.jsonl.gz",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2023/02/29/x.jsonl.gz",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/deeper/x.jsonl.gz",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/x.json.gz",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/.jsonl.gz.part",
        "AWSLogs/567970947422/GuardDuty/us-east-1/2022/10/21/",
        "AWSLogs/o-a/o-b/567970947422/GuardDuty/us-east-1/2022/10/21/x.jsonl.gz"
      })
  void passesOverForeignKeys(String key) {
    assertThat(ExportLayout.parse(key)).isEmpty();
  }

  @Test
  void tellsMarkersFromObjects() {
    assertThat(ExportLayout.isMarker("prefix/", 0)).isTrue();
    assertThat(ExportLayout.isMarker("", 0)).isTrue();
    assertThat(ExportLayout.isMarker("2022_$folder$", 0)).isTrue();
    assertThat(ExportLayout.isMarker("prefix/", 1)).isFalse();
    assertThat(ExportLayout.isMarker(DAY + "x.jsonl.gz", 0)).isFalse();
  }

  @Test
  void makesThePrefixOfADay() {
    assertThat(ExportLayout.dayPrefix("r/", LocalDate.of(2026, 1, 9).toEpochDay()))
        .isEqualTo("r/2026/01/09/");
  }
}
