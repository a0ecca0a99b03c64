package io.guardlake.jobs.alert.payload;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.util.Map;

/** What to do first, by what the finding is about. The texts are ours, never a finding's. */
final class NextStep {
  private static final Map<String, String> BY_RESOURCE =
      Map.of(
          "AccessKey",
              "Ask whoever owns the principal. If nobody vouches for it, disable its keys and"
                  + " sessions, then look at what it did.",
          "Instance",
              "Isolate the instance with a security group of its own and take a snapshot before it"
                  + " is stopped.",
          "S3Bucket",
              "See who read or changed the bucket, and whether its public access block is still on.",
          "EKSCluster",
              "Look at the workload and its service account; cut the pod off with a network policy.",
          "KubernetesCluster",
              "Look at the workload and its service account; cut the pod off with a network policy.",
          "ECSCluster", "Stop the task after keeping its logs, and look at its image and role.",
          "Container", "Keep the container's logs, stop it, and look at where its image also runs.",
          "RDSDBInstance",
              "Check the login's source and the user's rights; change its password if in doubt.",
          "Lambda", "Look at the function's newest versions, its role and what it called.");

  private static final String USUAL = "Read the finding's timeline and find its owner.";

  private NextStep() {}

  static String of(TableRow row) {
    String type = row.text(FindingColumn.RESOURCE_TYPE);
    return type == null ? USUAL : BY_RESOURCE.getOrDefault(type, USUAL);
  }
}
