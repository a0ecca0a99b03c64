package io.guardlake.schemas.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of every outcome of reading a line, whatever the line is. */
public final class Outcomes {
  /** The reasons that a line by itself can have. */
  private static final Set<QuarantineReason> REASONS =
      EnumSet.of(
          QuarantineReason.NOT_UTF8,
          QuarantineReason.NOT_JSON,
          QuarantineReason.NOT_A_FINDING,
          QuarantineReason.TOO_DEEP,
          QuarantineReason.LINE_TOO_LONG,
          QuarantineReason.MISSING_FIELD,
          QuarantineReason.BAD_FIELD,
          QuarantineReason.PROVENANCE);

  private static final int LONGEST_DETAIL = 1_000;

  /** A zone can take a time of year 1 or 9999 a little further. */
  private static final Duration MOST_ZONE = Duration.ofHours(19);

  private static final long FIRST_TIME =
      micros(Instant.parse("0001-01-01T00:00:00Z").minus(MOST_ZONE));
  private static final long LAST_TIME =
      micros(Instant.parse("9999-12-31T23:59:59Z").plus(MOST_ZONE));

  private Outcomes() {}

  /** A row that is well-formed, or a rejection that says why and where. */
  public static void check(byte[] line, ReadResult result) {
    if (result instanceof ReadResult.Accepted accepted) {
      check(line, accepted.row());
    } else if (result instanceof ReadResult.Rejected rejected) {
      assertThat(rejected.reason()).isIn(REASONS);
      assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(LONGEST_DETAIL);
      assertThat(rejected.offset()).isBetween(0, line.length);
    } else {
      throw new AssertionError("no outcome: " + result);
    }
  }

  private static void check(byte[] line, TableRow row) {
    assertThat((byte[]) row.cell(FindingColumn.FINDING_JSON)).isEqualTo(line);

    for (TableColumn column : row.table().columns()) {
      Object cell = row.cell(column);

      if (cell == null) {
        assertThat(column.required()).as(column.sqlName()).isFalse();
      } else {
        check(column, cell);
      }
    }
  }

  private static void check(TableColumn column, Object cell) {
    if (cell instanceof Collection<?> list) {
      assertThat(list).as(column.sqlName()).isNotEmpty();

      if (column != FindingColumn.PROCESS_LINEAGE) {
        assertThat(new LinkedHashSet<>(list)).as(column.sqlName()).hasSameSizeAs(list);
      }
    }

    if (cell instanceof Map<?, ?> map) {
      assertThat(map).as(column.sqlName()).isNotEmpty();
    }

    for (String text : texts(cell)) {
      assertThat(text).as(column.sqlName()).isEqualTo(Values.clean(text));
    }

    if (column.type() == ColumnType.TIMESTAMP) {
      assertThat((Long) cell).as(column.sqlName()).isBetween(FIRST_TIME, LAST_TIME);
    }

    if (cell instanceof Double number) {
      assertThat(Double.isFinite(number)).as(column.sqlName()).isTrue();
    }
  }

  private static List<String> texts(Object cell) {
    List<String> texts = new ArrayList<>();

    if (cell instanceof String text) {
      texts.add(text);
    } else if (cell instanceof Collection<?> list) {
      list.forEach(element -> texts.add((String) element));
    } else if (cell instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            texts.add((String) key);
            texts.add((String) value);
          });
    }

    return texts;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }
}
