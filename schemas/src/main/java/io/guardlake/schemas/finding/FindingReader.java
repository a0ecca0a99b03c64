package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.guardlake.schemas.finding.ReadResult.Accepted;
import io.guardlake.schemas.finding.ReadResult.Rejected;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads lines of a GuardDuty export into rows of the findings table. Any bytes give a result, never
 * an exception. Not thread-safe.
 */
public final class FindingReader {
  private final ReaderLimits limits;
  private final DriftListener driftListener;
  private final JsonFactory factory;
  private final FindingChecks checks;
  private final VersionHash versionHash = new VersionHash();
  private final DriftLog drift = new DriftLog();
  private final RowBuilder row = new RowBuilder();
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

    // Values may be as long as the line, which has its own limit; only nesting is left to Jackson.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxStringLength(limits.maxLineBytes())
            .maxNumberLength(limits.maxLineBytes())
            .maxNameLength(limits.maxLineBytes())
            .build();
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(constraints)
            .build();
    this.walk = new FieldWalk(factory, row, drift);
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
          "the line has %d bytes, more than %d".formatted(line.length, limits.maxLineBytes()));
    }

    int malformed = Utf8.firstMalformed(line);

    if (malformed >= 0) {
      return new Rejected(
          QuarantineReason.NOT_UTF8,
          "the bytes from byte %d on are not UTF-8".formatted(malformed));
    }

    drift.clear();
    ReadResult result = read(line, origin, Set.of());

    if (result instanceof Accepted) {
      drift.report(driftListener);
    }

    return result;
  }

  /**
   * @param superseded the byte offsets of the keys to pass over
   */
  private ReadResult read(byte[] line, LineOrigin origin, Set<Long> superseded) {
    if (!beginsAsText(line)) {
      return notJson("no JSON value begins", 0);
    }

    try (JsonParser parser = factory.createParser(line)) {
      try {
        return read(parser, line, origin, superseded);
      } catch (StreamConstraintsException e) {
        int depth = parser.getParsingContext().getNestingDepth();
        return depth > limits.maxDepth() ? tooDeep(parser) : notJson(e);
      }
    } catch (JsonProcessingException e) {
      return notJson(e);
    } catch (IOException e) {
      return notJson(e.getMessage(), 0);
    }
  }

  private ReadResult read(JsonParser parser, byte[] line, LineOrigin origin, Set<Long> superseded)
      throws IOException {
    JsonToken first = parser.nextToken();

    if (first == null) {
      return notJson("the line is blank", 0);
    }

    row.begin();
    boolean duplicateKeys = false;

    if (first == JsonToken.START_OBJECT) {
      duplicateKeys = walk.readFinding(parser, superseded);
    } else {
      parser.skipChildren();
    }

    if (parser.nextToken() != null) {
      return notJson(
          "something follows the JSON value", parser.currentTokenLocation().getByteOffset());
    }

    if (first != JsonToken.START_OBJECT) {
      return new Rejected(
          QuarantineReason.NOT_A_FINDING, "the JSON value at byte 0 is not an object");
    }

    if (duplicateKeys) {
      return readAgain(line, origin);
    }

    Optional<Rejected> problem = checks.check(row, origin);
    return problem.isPresent() ? problem.get() : accepted(line, origin);
  }

  private ReadResult readAgain(byte[] line, LineOrigin origin) throws IOException {
    drift.clear();

    try (JsonParser parser = factory.createParser(line)) {
      parser.nextToken();
      return read(line, origin, SupersededKeys.in(parser));
    }
  }

  private ReadResult accepted(byte[] line, LineOrigin origin) {
    FindingType type = FindingType.of((String) row.cell(FindingColumn.FINDING_TYPE));
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

  /**
   * Jackson takes bytes that begin with a byte-order mark or hold a NUL among the first for other
   * encodings; no JSON in UTF-8 begins so.
   */
  private static boolean beginsAsText(byte[] line) {
    if (line.length == 0 || line[0] < 0) {
      return false;
    }

    for (int i = 0; i < Math.min(line.length, Integer.BYTES); i++) {
      if (line[i] == 0) {
        return false;
      }
    }

    return true;
  }

  private Rejected tooDeep(JsonParser parser) {
    return new Rejected(
        QuarantineReason.TOO_DEEP,
        "the JSON nests deeper than %d at byte %d"
            .formatted(limits.maxDepth(), parser.currentLocation().getByteOffset()));
  }

  private static Rejected notJson(JsonProcessingException e) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return notJson(e.getOriginalMessage(), Math.max(offset, 0));
  }

  private static Rejected notJson(String problem, long offset) {
    return new Rejected(QuarantineReason.NOT_JSON, "at byte %d: %s".formatted(offset, problem));
  }
}
