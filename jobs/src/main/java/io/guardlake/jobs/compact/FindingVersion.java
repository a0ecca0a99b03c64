package io.guardlake.jobs.compact;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the current state of a finding depends on, of one of its versions, and where the version's
 * row is.
 *
 * @param occurrences may be null, which is less than any number
 * @param file the number of the file
 * @param row the number of the row in it, from 0
 */
record FindingVersion(
    String accountId,
    String region,
    String findingId,
    long updatedAt,
    Long occurrences,
    long versionHash,
    String severity,
    double severityScore,
    int file,
    long row) {

  /** The columns of findings that it is read from. */
  static final List<TableColumn> COLUMNS =
      List.of(
          FindingColumn.ACCOUNT_ID,
          FindingColumn.REGION,
          FindingColumn.FINDING_ID,
          FindingColumn.UPDATED_AT,
          FindingColumn.OCCURRENCES,
          FindingColumn.VERSION_HASH,
          FindingColumn.SEVERITY,
          FindingColumn.SEVERITY_SCORE);

  /** Finding by finding, the versions of each from the oldest to the latest. */
  static final Comparator<FindingVersion> BY_FINDING_OLDEST_FIRST =
      Comparator.comparing(FindingVersion::findingId)
          .thenComparing(FindingVersion::accountId)
          .thenComparing(FindingVersion::region)
          .thenComparingLong(FindingVersion::updatedAt)
          .thenComparing(
              FindingVersion::occurrences, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingLong(FindingVersion::versionHash);

  static final RecordFormat<FindingVersion> FORMAT = new Format();

  private static final int WEIGHT = 280;

  static FindingVersion of(TableRow row, int file, long number) {
    return new FindingVersion(
        row.text(FindingColumn.ACCOUNT_ID),
        row.text(FindingColumn.REGION),
        row.text(FindingColumn.FINDING_ID),
        row.number(FindingColumn.UPDATED_AT),
        (Long) row.cell(FindingColumn.OCCURRENCES),
        row.number(FindingColumn.VERSION_HASH),
        row.text(FindingColumn.SEVERITY),
        (Double) row.cell(FindingColumn.SEVERITY_SCORE),
        file,
        number);
  }

  boolean isOfSameFindingAs(FindingVersion other) {
    return findingId.equals(other.findingId)
        && accountId.equals(other.accountId)
        && region.equals(other.region);
  }

  /** About how many bytes of memory it takes. */
  long weight() {
    return WEIGHT + 2L * (accountId.length() + region.length() + findingId.length());
  }

  private static final class Format implements RecordFormat<FindingVersion> {
    @Override
    public void write(FindingVersion version, DataOutputView out) throws IOException {
      writeText(version.accountId(), out);
      writeText(version.region(), out);
      writeText(version.findingId(), out);
      out.writeLong(version.updatedAt());
      out.writeBoolean(version.occurrences() != null);
      out.writeLong(version.occurrences() == null ? 0 : version.occurrences());
      out.writeLong(version.versionHash());
      writeText(version.severity(), out);
      out.writeDouble(version.severityScore());
      out.writeInt(version.file());
      out.writeLong(version.row());
    }

    @Override
    public FindingVersion read(DataInputView in) throws IOException {
      String accountId = readText(in);
      String region = readText(in);
      String findingId = readText(in);
      long updatedAt = in.readLong();
      boolean counted = in.readBoolean();
      long occurrences = in.readLong();
      return new FindingVersion(
          accountId,
          region,
          findingId,
          updatedAt,
          counted ? occurrences : null,
          in.readLong(),
          readText(in),
          in.readDouble(),
          in.readInt(),
          in.readLong());
    }

    private static void writeText(String text, DataOutputView out) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private static String readText(DataInputView in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
