package io.guardlake.jobs.alert.deliver;

import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import java.io.Serializable;

/** One kind of place that notices go to. It holds no secret; clients fetch theirs when opened. */
public interface AlertSink extends Serializable {
  DeliveryWish delivery();

  /** What one request may hold. */
  BatchLimits limits();

  /** The notice as this sink is sent it, cut where it would be too large. */
  Message message(Notice notice);

  /** Opens a client, fetching what secrets it needs. */
  AlertClient open();
}
