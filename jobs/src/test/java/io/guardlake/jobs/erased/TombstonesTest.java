package io.guardlake.jobs.erased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.table.SampleRows;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TombstonesTest {
  private static final String ACCOUNT = "111122223333";
  private static final Tombstones ERASED =
      Tombstones.of(List.of(new Tombstone(Tombstone.Kind.ACCOUNT, ACCOUNT)));

  @Test
  void aFindingBelongsToItsAccountAndItsIdAlone() {
    TableRow row = new SampleRows(1).next();
    String account = row.text(FindingColumn.ACCOUNT_ID);
    String id = row.text(FindingColumn.FINDING_ID);

    assertThat(covers(Tombstone.Kind.ACCOUNT, account, row)).isTrue();
    assertThat(covers(Tombstone.Kind.FINDING, id, row)).isTrue();
    assertThat(covers(Tombstone.Kind.ACCOUNT, "999999999999", row)).isFalse();
    assertThat(covers(Tombstone.Kind.FINDING, account, row)).isFalse();
    assertThat(Tombstones.none().cover(row)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accountId\":\"111122223333\"",
        "111122223333",
        "arn:aws:iam::111122223333:user/x",
        "\u00e9111122223333\u00e9"
      })
  void whatIsInQuarantineBelongsToEachIdThatStandsInIt(String bytes) {
    assertThat(ERASED.cover(quarantined("s3://b/k", null, bytes))).isTrue();
    assertThat(ERASED.cover(quarantined("s3://b/k", bytes, ""))).isTrue();
    assertThat(ERASED.cover(quarantined("s3://b/" + bytes + "/k", null, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1111222233334",
        "0111122223333",
        "a111122223333",
        "11112222333",
        "111122223334"
      })
  void anIdThatIsAPartOfALongerOneIsAnother(String bytes) {
    assertThat(ERASED.cover(quarantined("s3://b/k" + bytes, bytes, bytes))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901a", "123456789012\n"})
  void anAccountIsTwelveDigits(String id) {
    assertThatThrownBy(() -> new Tombstone(Tombstone.Kind.ACCOUNT, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twelve digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with a blank in it", "with\u0000control"})
  void aFindingsIdIsNoShortOrOddText(String id) {
    assertThatThrownBy(() -> new Tombstone(Tombstone.Kind.FINDING, id))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean covers(Tombstone.Kind kind, String id, TableRow row) {
    return Tombstones.of(List.of(new Tombstone(kind, id))).cover(row);
  }

  private static TableRow quarantined(String uri, String detail, String bytes) {
    return QuarantineTable.row(
        QuarantineReason.NOT_JSON,
        detail,
        uri,
        null,
        1,
        bytes.getBytes(StandardCharsets.UTF_8),
        false,
        null,
        Instant.EPOCH);
  }
}
