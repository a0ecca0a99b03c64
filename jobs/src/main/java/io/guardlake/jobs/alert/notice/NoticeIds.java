package io.guardlake.jobs.alert.notice;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids of notices. They are hashes, so that nothing of a finding's own text gets into a key, a
 * group or a header of another system.
 */
final class NoticeIds {
  private static final int BYTES = 16;

  private NoticeIds() {}

  /** Names the version that a rule fired for. */
  static String alert(String rule, TableRow row) {
    return hash(
        "alert",
        rule,
        row.text(FindingColumn.ACCOUNT_ID),
        row.text(FindingColumn.REGION),
        row.text(FindingColumn.FINDING_ID),
        Long.toString(row.number(FindingColumn.UPDATED_AT)),
        Long.toString(row.number(FindingColumn.VERSION_HASH)));
  }

  /** Names the finding, whatever the rule and version. */
  static String incident(TableRow row) {
    return hash(
        "incident",
        row.text(FindingColumn.ACCOUNT_ID),
        row.text(FindingColumn.REGION),
        row.text(FindingColumn.FINDING_ID));
  }

  /** The hash of a list of texts, of which no two lists have the same. */
  static String hash(String... parts) {
    MessageDigest digest = sha256();

    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }

    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
