package io.guardlake.setup.policy;

import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.policy.ExportGrant.SourceScope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Grants for tests: bucket in 333333333333, detectors in 222222222222. */
final class Grants {
  static final String KEY =
      "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555";

  private Grants() {}

  static ExportGrant of(Set<String> regions, Set<String> optIn, String... readers) {
    return of("eu-west-1", regions, optIn, readers);
  }

  static ExportGrant of(
      String bucketRegion, Set<String> regions, Set<String> optIn, String... readers) {
    Partition partition = Partition.ofRegion(bucketRegion);
    return new ExportGrant(
        "Main",
        partition,
        "222222222222",
        new TreeSet<>(regions),
        new TreeSet<>(optIn),
        SourceScope.EACH_REGION,
        "findings",
        bucketRegion,
        "333333333333",
        "guardduty/",
        KEY.replace("arn:aws:", "arn:" + partition.id() + ":").replace("eu-west-1", bucketRegion),
        List.of(readers));
  }

  /** A policy of one kind with these statements of ours. */
  static PolicyDocument policy(ExportGrant grant, OwnStatement... statements) {
    List<Statement> written =
        Stream.of(statements).map(own -> ExportStatements.write(own, grant)).toList();
    return PolicyEdit.between(PolicyDocument.EMPTY, written, Set.of())
        .applyTo(PolicyDocument.EMPTY);
  }
}
