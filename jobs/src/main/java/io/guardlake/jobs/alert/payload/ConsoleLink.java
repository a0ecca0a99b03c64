package io.guardlake.jobs.alert.payload;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where AWS's console shows a finding. It is made only of parts that have the one form that AWS
 * gives them, so that a finding's text cannot lead anyone elsewhere.
 *
 * <p>The consoles' domains are those of the AWS partitions, from "Service endpoints" in the AWS
 * General Reference.
 */
final class ConsoleLink {
  private static final Map<String, String> DOMAINS =
      Map.of(
          "aws", "console.aws.amazon.com",
          "aws-us-gov", "console.amazonaws-us-gov.com",
          "aws-cn", "console.amazonaws.cn");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{1,12}){1,3}-\\d");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private ConsoleLink() {}

  /** The link; empty where a part is not what AWS writes. */
  static Optional<String> of(TableRow row) {
    String partition = row.text(FindingColumn.AWS_PARTITION);
    String region = row.text(FindingColumn.REGION);
    String id = row.text(FindingColumn.FINDING_ID);
    String domain = partition == null ? null : DOMAINS.get(partition);

    if (domain == null || !REGION.matcher(region).matches() || !ID.matcher(id).matches()) {
      return Optional.empty();
    }

    return Optional.of(
        "https://%s.%s/guardduty/home?region=%s#/findings?macros=current&fId=%s"
            .formatted(region, domain, region, id));
  }
}
