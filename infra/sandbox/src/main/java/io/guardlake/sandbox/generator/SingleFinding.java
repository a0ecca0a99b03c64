package io.guardlake.sandbox.generator;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One finding of a chosen type and detector, as a line of an export without its ending. Its id and
 * whatever else is drawn depend on the number alone; another occurrence of the same number is a
 * newer version of the finding.
 */
public final class SingleFinding {
  private final String type;
  private final int number;
  private final Origin origin;
  private final Kind kind;

  /** Whether it tells of something, or is one of GuardDuty's samples. */
  public enum Kind {
    REAL,
    SAMPLE
  }

  /**
   * A finding.
   *
   * @param type one of {@link #types}
   * @param number from 0; another is another finding
   */
  public SingleFinding(
      String type, int number, String accountId, String region, String detectorId, Kind kind) {
    if (!types().contains(type)) {
      throw new IllegalArgumentException("There is no finding type " + type + ".");
    }

    this.type = type;
    this.number = number;
    this.origin = new Origin(0, accountId, region, detectorId);
    this.kind = requireNonNull(kind, "kind is null");
  }

  /** The finding types that can be made. */
  public static List<String> types() {
    return FindingKinds.all().stream().map(FindingKind::type).distinct().toList();
  }

  /**
   * The finding as it is after some occurrences.
   *
   * @param count of occurrences, at least 1
   */
  public byte[] line(long count, Instant createdAt, Instant updatedAt) {
    FindingKind found =
        FindingKinds.all().stream()
            .filter(one -> one.type().equals(type))
            .findFirst()
            .orElseThrow();
    History.Moment moment =
        new History.Moment(
            found,
            Integer.toString(found.severity()),
            count,
            kind == Kind.SAMPLE,
            createdAt,
            updatedAt,
            seenBefore(createdAt),
            seenBefore(updatedAt),
            List.of(seenBefore(createdAt), seenBefore(updatedAt)));
    return FindingGenerator.line(new Scene(type.hashCode(), origin, moment, number, (int) count));
  }

  /** Whole seconds, as GuardDuty's are, and a little before the finding says so. */
  private static Instant seenBefore(Instant written) {
    return written.minusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
  }
}
