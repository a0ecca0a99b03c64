package io.guardlake.sandbox.generator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How often each kind of finding is made, so that severities and resources have the shares that
 * they have in a public report of GuardDuty's 362 sample findings of July 2025. Kinds that the
 * report does not know count as one finding for each resource.
 */
final class KindWeights {
  /** The report has 3. */
  private static final int SEQUENCES = 7;

  private static final Map<Integer, Integer> BY_SEVERITY =
      Map.of(2, 70, 5, 145, 6, 3, 8, 141, 9, SEQUENCES);

  private static final Map<Subject, Integer> BY_SUBJECT =
      Map.ofEntries(
          Map.entry(Subject.INSTANCE, 78),
          Map.entry(Subject.KUBERNETES_CLUSTER, 62),
          Map.entry(Subject.EKS_CLUSTER, 59),
          Map.entry(Subject.CONTAINER, 55),
          Map.entry(Subject.ECS_CLUSTER, 45),
          Map.entry(Subject.ACCESS_KEY, 38),
          Map.entry(Subject.S3_BUCKET, 13),
          Map.entry(Subject.RDS_INSTANCE, 7),
          Map.entry(Subject.RDS_LIMITLESS, 6),
          Map.entry(Subject.LAMBDA, 4),
          // Beyond the report, so that each of their many fields is made often enough to be tested.
          Map.entry(Subject.ATTACK_SEQUENCE, SEQUENCES),
          Map.entry(Subject.EBS_SNAPSHOT, 2),
          Map.entry(Subject.EC2_IMAGE, 2),
          Map.entry(Subject.EC2_RECOVERY_POINT, 2),
          Map.entry(Subject.S3_RECOVERY_POINT, 2));

  private static final int ROUNDS = 30;
  private static final int SCALE = 100_000;

  private KindWeights() {}

  /** The weight of each kind, at least 1. */
  static int[] of(List<FindingKind> kinds) {
    double[] weights = new double[kinds.size()];
    Arrays.setAll(weights, kind -> amongItsLike(kinds.get(kind)));

    // Fits to the shares of severities and of resources in turn, until both hold.
    for (int round = 0; round < ROUNDS; round++) {
      fit(weights, kinds, FindingKind::subject, BY_SUBJECT);
      fit(weights, kinds, FindingKind::severity, BY_SEVERITY);
    }

    int[] rounded = new int[weights.length];

    for (int kind = 0; kind < weights.length; kind++) {
      rounded[kind] = Math.max(1, (int) Math.round(weights[kind] * SCALE));
    }

    return rounded;
  }

  /** How often a kind is made compared with others of its resource and severity. */
  private static double amongItsLike(FindingKind kind) {
    if (kind.activity() == Activity.PORT_PROBE) {
      // What reaches the internet is probed all the time.
      return 2;
    }

    // The one sequence with eight types of resources of its own.
    return kind.isSequence() && kind.type().contains(":EC2/") ? 2.5 : 1;
  }

  private static <K> void fit(
      double[] weights,
      List<FindingKind> kinds,
      Function<FindingKind, K> key,
      Map<K, Integer> shares) {
    Map<K, Double> sums = new HashMap<>();

    for (int kind = 0; kind < weights.length; kind++) {
      sums.merge(key.apply(kinds.get(kind)), weights[kind], Double::sum);
    }

    for (int kind = 0; kind < weights.length; kind++) {
      K group = key.apply(kinds.get(kind));
      weights[kind] *= shares.getOrDefault(group, 1) / sums.get(group);
    }
  }
}
