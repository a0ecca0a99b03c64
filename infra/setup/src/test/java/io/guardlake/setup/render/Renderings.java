package io.guardlake.setup.render;

import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.Examples;
import io.guardlake.setup.config.SetupConfig;
import java.util.List;

/** What the example and its variations render to. */
final class Renderings {
  /** Default regions and four to opt in to. */
  static final List<String> REGIONS =
      List.of(
          "af-south-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-south-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private static final String NEW_KEY =
      """
        mode: NEW # NEW: alias and owner | EXISTING: arn, in any account
        alias: alias/guardduty-findings
        owner: SECURITY
      """;

  private Renderings() {}

  static Blueprint example() {
    return of(Examples.yaml());
  }

  /** The example with a bucket and a key that are there already. */
  static Blueprint existing() {
    return of(
        Examples.yaml()
            .replace("bucket:\n  mode: NEW", "bucket:\n  mode: EXISTING")
            .replace(
                NEW_KEY,
                """
                  mode: EXISTING
                  arn: arn:aws:kms:eu-west-1:444444444444:key/11111111-2222-3333-4444-555555555555
                """));
  }

  /** A single account, which administers itself. */
  static Blueprint alone() {
    return of(
        """
        accounts:
          security:
            id: "222222222222"
        bucket:
          mode: NEW
          name: findings
          region: us-gov-west-1
        key:
          mode: NEW
          alias: alias/findings
        """,
        List.of("us-gov-west-1", "us-gov-east-1"));
  }

  private static Blueprint of(String yaml) {
    return of(yaml, REGIONS);
  }

  private static Blueprint of(String yaml, List<String> regions) {
    SetupConfig config = ConfigReader.read("setup.yaml", yaml);
    return Blueprint.of(config, regions);
  }
}
