package io.guardlake.sandbox.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The catalog of finding kinds, read once from a table among the resources. */
final class FindingKinds {
  private static final List<FindingKind> ALL = read();
  private static final int[] WEIGHTS_UP_TO = sumWeights();

  private FindingKinds() {}

  static List<FindingKind> all() {
    return ALL;
  }

  /** A kind, each with a chance in proportion to its weight. */
  static FindingKind draw(Dice dice) {
    int drawn = dice.between(1, WEIGHTS_UP_TO[WEIGHTS_UP_TO.length - 1]);
    int place = Arrays.binarySearch(WEIGHTS_UP_TO, drawn);
    return ALL.get(place >= 0 ? place : -place - 1);
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
