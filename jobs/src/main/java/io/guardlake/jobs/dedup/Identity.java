package io.guardlake.jobs.dedup;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.table.TableRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes a row the same as another: the finding it is of, and which version of it. Rows of the
 * quarantine table have one too, so that one operator deduplicates both.
 *
 * @param key the finding, as 128 bits of a SHA-256
 * @param version the version of it
 */
public record Identity(RowKey key, RowVersion version) {
  public Identity {
    requireNonNull(key, "key is null");
    requireNonNull(version, "version is null");
  }

  /** The identity of a version of a finding. */
  public static Identity ofFinding(
      String accountId, String region, String findingId, long updatedAt, long versionHash) {
    return new Identity(
        key("finding", accountId, region, findingId), new RowVersion(updatedAt, versionHash));
  }

  /** The identity of a row of the findings table. */
  public static Identity ofFinding(TableRow row) {
    return ofFinding(
        row.text(FindingColumn.ACCOUNT_ID),
        row.text(FindingColumn.REGION),
        row.text(FindingColumn.FINDING_ID),
        row.number(FindingColumn.UPDATED_AT),
        row.number(FindingColumn.VERSION_HASH));
  }

  /** The identity of a row of the quarantine table. */
  public static Identity ofQuarantine(TableRow row) {
    return ofQuarantine(row.text(QuarantineColumn.QUARANTINE_ID));
  }

  /** The identity of the row of the quarantine table with that id. */
  public static Identity ofQuarantine(String quarantineId) {
    return new Identity(key("quarantine", quarantineId), new RowVersion(0, 0));
  }

  private static RowKey key(String... parts) {
    MessageDigest digest = sha256();

    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }

    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new RowKey(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
