package io.guardlake.jobs.alert;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.finding.Severity;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Rows of findings, made cell by cell. */
public final class Rows {
  public static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private final Map<FindingColumn, Object> cells = new EnumMap<>(FindingColumn.class);

  private Rows() {}

  /** A version of a finding that has what every row has. */
  public static Rows finding(String id, double score) {
    return new Rows()
        .with(FindingColumn.ACCOUNT_ID, "111122223333")
        .with(FindingColumn.REGION, "eu-west-1")
        .with(FindingColumn.AWS_PARTITION, "aws")
        .with(FindingColumn.FINDING_ID, id)
        .with(FindingColumn.FINDING_TYPE, "Recon:EC2/Portscan")
        .with(FindingColumn.THREAT_PURPOSE, "Recon")
        .with(FindingColumn.TITLE, "A port scan")
        .with(FindingColumn.VERSION_HASH, (long) id.hashCode())
        .with(FindingColumn.FINDING_JSON, "{}".getBytes(StandardCharsets.UTF_8))
        .with(FindingColumn.SOURCE_URI, "s3://export/object")
        .with(FindingColumn.SOURCE_LINE, 1)
        .with(FindingColumn.EXPORTED_AT, micros(NOON))
        .score(score)
        .at(NOON);
  }

  public Rows with(FindingColumn column, Object cell) {
    cells.put(column, cell);
    return this;
  }

  public Rows at(Instant updatedAt) {
    return with(FindingColumn.UPDATED_AT, micros(updatedAt));
  }

  public Rows score(double score) {
    return with(FindingColumn.SEVERITY_SCORE, score)
        .with(FindingColumn.SEVERITY, Severity.ofScore(score).name());
  }

  public Rows occurrences(long count) {
    return with(FindingColumn.OCCURRENCES, count);
  }

  public TableRow row() {
    Object[] row = new Object[FindingColumn.values().length];
    cells.forEach((column, cell) -> row[column.ordinal()] = cell);
    return new TableRow(FindingsTable.DEFINITION, row);
  }

  private static long micros(Instant moment) {
    return moment.toEpochMilli() * 1_000;
  }
}
