package io.guardlake.jobs.alert.payload;

import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.Payload;
import io.guardlake.schemas.finding.FindingColumn;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes messages of notices. */
public final class Messages {
  private Messages() {}

  /** A message with a body of its own form. */
  public static Message of(Notice notice, byte[] body) {
    return new Message(
        notice.id(),
        notice.incidentKey(),
        notice.rule(),
        attributes(notice),
        body,
        firedAt(notice),
        landedAt(notice));
  }

  /** A message whose body is JSON of the form that is asked for, in at most so many bytes. */
  public static Message json(Notice notice, Payload payload, int limit) {
    return of(notice, body(notice, payload, limit));
  }

  /** What is too large in the form that is asked for is our own alert, which can be cut. */
  private static byte[] body(Notice notice, Payload payload, int limit) {
    if (notice instanceof Alert alert && payload != Payload.ALERT) {
      byte[] whole = whole(alert, payload);

      if (whole.length <= limit) {
        return whole;
      }
    }

    return AlertJson.bytes(notice, limit);
  }

  private static byte[] whole(Alert alert, Payload payload) {
    return payload == Payload.OCSF
        ? AlertJson.write(OcsfEvent.of(alert.row(), alert.account().name()))
        : (byte[]) alert.row().cell(FindingColumn.FINDING_JSON);
  }

  private static Map<String, String> attributes(Notice notice) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("alertId", notice.id());
    attributes.put("incidentKey", notice.incidentKey());
    attributes.put("rule", notice.rule());
    attributes.put("kind", notice instanceof Alert ? "finding" : "digest");

    if (notice instanceof Alert alert) {
      attributes.put("severity", alert.row().text(FindingColumn.SEVERITY));
    }

    return attributes;
  }

  private static long firedAt(Notice notice) {
    return notice instanceof Alert alert
        ? alert.firedAt().toEpochMilli()
        : ((Digest) notice).until().toEpochMilli();
  }

  private static long landedAt(Notice notice) {
    return notice instanceof Alert alert
        ? alert.row().number(FindingColumn.EXPORTED_AT) / 1_000
        : 0;
  }
}
