package io.guardlake.sandbox.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The catalog of finding kinds, read once from a table among the resources. */
final class FindingKinds {
  private static final List<FindingKind> ALL = read();
  private static final int[] WEIGHTS_UP_TO = sumWeights();
  private static final double UPDATED_SHARE = sumUpdated();

  /** 2 to the power of 64, divided by the golden ratio. */
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private FindingKinds() {}

  static List<FindingKind> all() {
    return ALL;
  }

  /**
   * The kind of a finding. Kinds are spread evenly over the findings' numbers, by the steps of the
   * golden ratio, so that in a run of any seed each is made as often as its weight asks, within a
   * few.
   */
  static FindingKind of(long seed, int finding) {
    long start = Dice.of(seed, "kinds").below(Long.MAX_VALUE);
    long turned = start + finding * GOLDEN_RATIO;
    double fraction = (turned >>> 11) * 0x1.0p-53;
    int total = WEIGHTS_UP_TO[WEIGHTS_UP_TO.length - 1];
    int place = Arrays.binarySearch(WEIGHTS_UP_TO, 1 + (int) (fraction * total));
    return ALL.get(place >= 0 ? place : -place - 1);
  }

  /** The share of findings that GuardDuty updates, 0 to 1. */
  static double updatedShare() {
    return UPDATED_SHARE;
  }

  private static double sumUpdated() {
    int[] weights = KindWeights.of(ALL);
    double updated = 0;

    for (int kind = 0; kind < weights.length; kind++) {
      updated += ALL.get(kind).isUpdated() ? weights[kind] : 0;
    }

    return updated / WEIGHTS_UP_TO[WEIGHTS_UP_TO.length - 1];
  }

  private static int[] sumWeights() {
    int[] weights = KindWeights.of(ALL);
    Arrays.parallelPrefix(weights, Integer::sum);
    return weights;
  }

  private static List<FindingKind> read() {
    List<FindingKind> kinds = new ArrayList<>();

    for (List<String> row : Table.rows("finding-kinds.tsv", 6)) {
      for (String resource : row.get(1).split(",", -1)) {
        kinds.add(
            new FindingKind(
                row.get(0),
                Subject.ofResourceType(resource),
                Activity.valueOf(row.get(2)),
                Integer.parseInt(row.get(3)),
                row.get(4),
                row.get(5)));
      }
    }

    return List.copyOf(kinds);
  }
}
