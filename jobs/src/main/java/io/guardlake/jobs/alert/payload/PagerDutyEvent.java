package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.Severity;

/**
 * Notices as events of PagerDuty's Events API v2, without the routing key, which is a secret and is
 * put in when the event is sent. The limits are those of "Send an alert event": 1,024 characters of
 * a summary, 512 KB in all.
 */
public final class PagerDutyEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Cut SUMMARY = new Cut(1_024, 0);
  private static final int BYTES = 400_000;

  private PagerDutyEvent() {}

  /** The body of a request, but for the routing key. */
  public static byte[] bytes(Notice notice) {
    for (Cut cut : Cut.STEPS) {
      byte[] bytes = AlertJson.write(tree(notice, cut));

      if (bytes.length <= BYTES) {
        return bytes;
      }
    }

    throw new IllegalStateException("no notice fits into an event");
  }

  private static ObjectNode tree(Notice notice, Cut cut) {
    Brief brief = Brief.of(notice);
    ObjectNode tree = JSON.createObjectNode();
    tree.put("event_action", "trigger");
    tree.put("dedup_key", notice.incidentKey());
    tree.put("client", "Guardlake");
    ObjectNode payload = tree.putObject("payload");
    String summary =
        brief.title().isEmpty() ? brief.headline() : brief.headline() + " · " + brief.title();
    payload.put("summary", SUMMARY.text(summary));
    payload.put("source", source(notice));
    payload.put("severity", severity(brief.severity()));

    if (notice instanceof Alert alert) {
      payload.put("class", cut.text(alert.row().text(FindingColumn.FINDING_TYPE)));
      payload.put(
          "timestamp", AlertJson.moment(alert.row().number(FindingColumn.UPDATED_AT)).toString());
    }

    payload.set("custom_details", AlertJson.tree(notice, cut));
    brief
        .link()
        .ifPresent(
            link ->
                tree.putArray("links")
                    .addObject()
                    .put("href", link)
                    .put("text", "Open in the AWS console"));
    return tree;
  }

  private static String source(Notice notice) {
    return notice instanceof Alert alert
        ? new Cut(128, 0)
            .text(
                "%s/%s"
                    .formatted(
                        alert.row().text(FindingColumn.ACCOUNT_ID),
                        alert.row().text(FindingColumn.REGION)))
        : "guardlake";
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "info";
    };
  }
}
