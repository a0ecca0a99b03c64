package io.guardlake.jobs.alert.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.BatchLimits;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.payload.PagerDutyEvent;
import io.guardlake.jobs.alert.payload.SlackBlocks;
import io.guardlake.jobs.alert.payload.TeamsCard;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.HttpWish;
import io.guardlake.jobs.alert.rule.SecretReference;
import io.guardlake.jobs.alert.rule.SinkWish;
import io.guardlake.jobs.alert.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** The sinks that are spoken to over HTTP. */
public final class HttpSinks {
  /** Webhooks take one notice a request. */
  private static final BatchLimits ONE = new BatchLimits(1, Integer.MAX_VALUE);

  /** What a receiver can be expected to take. */
  private static final int WEBHOOK_BYTES = 1_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private HttpSinks() {}

  /** Any server that takes JSON. */
  public record Webhook(SinkWish.Webhook wish) implements AlertSink {
    private static final long serialVersionUID = 1;

    @Override
    public DeliveryWish delivery() {
      return wish.delivery();
    }

    @Override
    public BatchLimits limits() {
      return ONE;
    }

    @Override
    public Message message(Notice notice) {
      return Messages.json(notice, wish.payload(), WEBHOOK_BYTES);
    }

    @Override
    public AlertClient open() {
      List<byte[]> keys =
          wish.keys().stream().map(key -> WebhookSignature.key(Secrets.fetch(key))).toList();
      URI url = WebhookUrl.parse(Secrets.fetch(wish.url()), wish.url().toString(), wish.http());
      return new HttpAlertClient(
          url,
          wish.http(),
          wish.delivery().inFlight(),
          (message, request) -> {
            long seconds = Instant.now().getEpochSecond();
            request.setHeader("webhook-id", message.id());
            request.setHeader("webhook-timestamp", Long.toString(seconds));

            if (!keys.isEmpty()) {
              request.setHeader(
                  "webhook-signature",
                  WebhookSignature.of(keys, message.id(), seconds, message.body()));
            }

            return message.body();
          });
    }
  }

  /** A chat that takes its own kind of JSON at a URL which is all the access there is. */
  public record Chat(SecretReference url, HttpWish http, DeliveryWish delivery, ChatFormat format)
      implements AlertSink {
    private static final long serialVersionUID = 1;

    /** Whose chat it is. */
    public enum ChatFormat {
      SLACK,
      TEAMS
    }

    @Override
    public BatchLimits limits() {
      return ONE;
    }

    @Override
    public Message message(Notice notice) {
      return Messages.of(
          notice,
          switch (format) {
            case SLACK -> SlackBlocks.bytes(notice);
            case TEAMS -> TeamsCard.bytes(notice);
          });
    }

    @Override
    public AlertClient open() {
      return new HttpAlertClient(
          WebhookUrl.parse(Secrets.fetch(url), url.toString(), http),
          http,
          delivery.inFlight(),
          (message, request) -> message.body());
    }
  }

  /** PagerDuty's Events API. */
  public record PagerDuty(SinkWish.PagerDuty wish) implements AlertSink {
    private static final long serialVersionUID = 1;

    @Override
    public DeliveryWish delivery() {
      return wish.delivery();
    }

    @Override
    public BatchLimits limits() {
      return ONE;
    }

    @Override
    public Message message(Notice notice) {
      return Messages.of(notice, PagerDutyEvent.bytes(notice));
    }

    @Override
    public AlertClient open() {
      String key = Secrets.fetch(wish.routingKey());
      URI url = WebhookUrl.parse(wish.url(), "url", wish.http());
      return new HttpAlertClient(
          url,
          wish.http(),
          wish.delivery().inFlight(),
          (message, request) -> withRoutingKey(message.body(), key));
    }

    private static byte[] withRoutingKey(byte[] body, String key) {
      try {
        ObjectNode event = (ObjectNode) JSON.readTree(body);
        event.put("routing_key", key);
        return JSON.writeValueAsBytes(event);
      } catch (IOException e) {
        throw new UncheckedIOException("an event of ours is no JSON", e);
      }
    }
  }
}
