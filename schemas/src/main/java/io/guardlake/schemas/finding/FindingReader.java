package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.ReadResult.Accepted;
import io.guardlake.schemas.finding.ReadResult.Rejected;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.table.TableRow;
import java.util.Optional;
import java.util.Set;

/**
 * Reads lines of a GuardDuty export into rows of the findings table, in one pass over the bytes.
 * Any bytes give a result, never an exception. Not thread-safe.
 */
public final class FindingReader {
  private final ReaderLimits limits;
  private final DriftListener driftListener;
  private final FindingChecks checks;
  private final VersionHash versionHash = new VersionHash();
  private final FindingTypes types = new FindingTypes();
  private final DriftLog drift = new DriftLog();
  private final RowBuilder row = new RowBuilder();
  private final JsonScanner scanner;
  private final FieldWalk walk;

  /**
   * A reader with its limits.
   *
   * @param driftListener told of what is unusual about the findings that are accepted, each path at
   *     most once a line
   */
  public FindingReader(ReaderLimits limits, DriftListener driftListener) {
    this.limits = requireNonNull(limits, "limits is null");
    this.driftListener = requireNonNull(driftListener, "driftListener is null");
    this.checks = new FindingChecks(limits.allowedAccounts());
    this.scanner = new JsonScanner(limits.maxDepth());
    this.walk = new FieldWalk(scanner, row, drift);
  }

  /**
   * Reads one line.
   *
   * @param line the line's exact bytes without its ending and without a byte-order mark; the row
   *     keeps the array, so it must not change afterwards
   */
  public ReadResult read(byte[] line, LineOrigin origin) {
    requireNonNull(origin, "origin is null");

    if (line.length > limits.maxLineBytes()) {
      return new Rejected(
          QuarantineReason.LINE_TOO_LONG,
          "the line has %d bytes, more than %d".formatted(line.length, limits.maxLineBytes()),
          limits.maxLineBytes());
    }

    try {
      return readJson(line, origin);
    } catch (JsonFault fault) {
      return rejected(line, fault);
    }
  }

  private ReadResult readJson(byte[] line, LineOrigin origin) throws JsonFault {
    JsonToken token = begin(line);

    if (token != JsonToken.OBJECT) {
      return notAFinding(token);
    }

    row.begin();
    drift.clear();

    if (walk.read(FieldTree.ROOT)) {
      readAgain(line);
    }

    scanner.finish();

    Optional<Rejected> problem = checks.check(row, origin);

    if (problem.isPresent()) {
      return problem.get();
    }

    drift.report(driftListener);
    return accepted(line, origin);
  }

  private JsonToken begin(byte[] line) throws JsonFault {
    scanner.begin(line, 0, line.length);

    if (scanner.isAtEnd()) {
      throw new JsonFault(QuarantineReason.NOT_JSON, 0, "the line is blank");
    }

    return scanner.value();
  }

  /** The last of several equal keys counts; what the first ones gave cannot be taken back. */
  private void readAgain(byte[] line) throws JsonFault {
    begin(line);
    Set<Integer> superseded = SupersededKeys.in(scanner, FieldTree.ROOT);
    begin(line);
    row.begin();
    drift.clear();
    walk.readAgain(FieldTree.ROOT, superseded);
  }

  private Rejected notAFinding(JsonToken token) throws JsonFault {
    int start = scanner.start();

    if (token == JsonToken.ARRAY) {
      scanner.skipRest();
    }

    scanner.finish();
    return new Rejected(
        QuarantineReason.NOT_A_FINDING,
        "the JSON value at byte %d is not an object".formatted(start),
        start);
  }

  /** Bytes that are not UTF-8 are the cause to name, wherever they are in the line. */
  private static Rejected rejected(byte[] line, JsonFault fault) {
    int malformed = Utf8.firstMalformed(line);

    if (malformed >= 0) {
      return new Rejected(
          QuarantineReason.NOT_UTF8,
          "the bytes from byte %d on are not UTF-8".formatted(malformed),
          malformed);
    }

    return new Rejected(
        fault.reason(),
        "at byte %d: %s".formatted(fault.offset(), fault.getMessage()),
        fault.offset());
  }

  private ReadResult accepted(byte[] line, LineOrigin origin) {
    FindingType type = types.of((String) row.cell(FindingColumn.FINDING_TYPE));
    row.set(FindingColumn.THREAT_PURPOSE, type.threatPurpose());
    row.set(FindingColumn.RESOURCE_AFFECTED, type.resourceAffected());
    row.set(FindingColumn.THREAT_FAMILY, type.threatFamily());
    row.set(FindingColumn.DETECTION_MECHANISM, type.detectionMechanism());
    row.set(FindingColumn.ARTIFACT, type.artifact());

    double score = (Double) row.cell(FindingColumn.SEVERITY_SCORE);
    row.set(FindingColumn.SEVERITY, Severity.ofScore(score).name());
    row.setIfAbsent(FindingColumn.IS_SAMPLE, false);

    row.set(FindingColumn.VERSION_HASH, versionHash.of(line));
    row.set(FindingColumn.FINDING_JSON, line);
    row.set(FindingColumn.SOURCE_URI, origin.sourceUri());
    row.set(FindingColumn.SOURCE_LINE, origin.line());
    row.set(FindingColumn.EXPORTED_AT, Times.micros(origin.exportedAt()));
    row.set(FindingColumn.INGESTED_AT, Times.micros(origin.ingestedAt()));
    return new Accepted(new TableRow(FindingsTable.DEFINITION, row.cells()));
  }
}
