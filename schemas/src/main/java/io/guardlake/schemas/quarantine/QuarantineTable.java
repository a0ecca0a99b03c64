package io.guardlake.schemas.quarantine;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The quarantine table and its rows. */
public final class QuarantineTable {
  /** At most so many bytes of bad input are kept. */
  public static final int MAX_BYTES = 1 << 20;

  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "quarantine", List.of(QuarantineColumn.values()), null, QuarantineColumn.QUARANTINED_AT);

  private QuarantineTable() {}

  /**
   * A row. Its id depends on where the bad input is and why it is bad, not on when it was met.
   *
   * @param line the line from 1, or null for the whole object
   * @param bytes the bad bytes or the beginning of them; null where there are none
   * @param moreBytes whether {@code bytes} is only a beginning
   * @param exportedAt the object's last-modified time, or null where it is unknown
   */
  public static TableRow row(
      QuarantineReason reason,
      String detail,
      String sourceUri,
      String etag,
      Integer line,
      byte[] bytes,
      boolean moreBytes,
      Instant exportedAt,
      Instant now) {
    requireNonNull(reason, "reason is null");
    requireNonNull(sourceUri, "sourceUri is null");
    boolean tooMany = bytes != null && bytes.length > MAX_BYTES;

    Object[] cells = new Object[QuarantineColumn.values().length];
    cells[QuarantineColumn.QUARANTINE_ID.ordinal()] = id(reason, sourceUri, etag, line);
    cells[QuarantineColumn.REASON.ordinal()] = reason.code();
    cells[QuarantineColumn.DETAIL.ordinal()] = detail;
    cells[QuarantineColumn.SOURCE_URI.ordinal()] = sourceUri;
    cells[QuarantineColumn.ETAG.ordinal()] = etag;
    cells[QuarantineColumn.SOURCE_LINE.ordinal()] = line;
    cells[QuarantineColumn.BYTES.ordinal()] = tooMany ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    cells[QuarantineColumn.BYTES_TRUNCATED.ordinal()] = tooMany || moreBytes;
    cells[QuarantineColumn.QUARANTINED_AT.ordinal()] = micros(now);
    cells[QuarantineColumn.EXPORTED_AT.ordinal()] = exportedAt == null ? null : micros(exportedAt);
    return new TableRow(DEFINITION, cells);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static String id(QuarantineReason reason, String sourceUri, String etag, Integer line) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");

      for (String part : new String[] {reason.code(), sourceUri, etag, String.valueOf(line)}) {
        byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
      }

      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
