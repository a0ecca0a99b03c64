package io.guardlake.jobs.alert.aws;

import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.BatchLimits;
import io.guardlake.jobs.alert.deliver.BlockingAlertClient;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.SinkWish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on an EventBridge bus. A request takes 10 entries of 256 KiB together, and answers
 * entry by entry in the request's order (EventBridge API Reference, PutEvents).
 */
public record EventBridgeSink(SinkWish.EventBridge wish) implements AlertSink {
  private static final long serialVersionUID = 1;

  /** What rules on the bus match by, beside the source. */
  private static final String DETAIL_TYPE = "Guardlake Alert";

  @Override
  public DeliveryWish delivery() {
    return wish.delivery();
  }

  @Override
  public BatchLimits limits() {
    return AwsLimits.BATCH;
  }

  @Override
  public Message message(Notice notice) {
    return Messages.json(notice, wish.payload(), AwsLimits.MESSAGE_BYTES);
  }

  @Override
  public AlertClient open() {
    EventBridgeClient events =
        AwsClients.prepare(
                EventBridgeClient.builder(), AwsClients.ofArn(wish.bus()), wish.delivery())
            .build();
    return new Client(wish, events);
  }

  private static final class Client extends BlockingAlertClient {
    /** The errors of an entry that no second try mends. */
    private static final Set<String> FINAL =
        Set.of("MalformedDetail", "InvalidArgument", "NotAuthorizedForSourceException");

    private final SinkWish.EventBridge wish;
    private final EventBridgeClient events;

    Client(SinkWish.EventBridge wish, EventBridgeClient events) {
      super(wish.delivery().inFlight());
      this.wish = wish;
      this.events = events;
    }

    @Override
    protected List<Outcome> deliver(List<Message> messages) {
      return AwsAnswers.of(messages, () -> put(messages));
    }

    @Override
    public void close() {
      super.close();
      events.close();
    }

    private List<Outcome> put(List<Message> messages) {
      List<PutEventsRequestEntry> entries = messages.stream().map(this::entry).toList();
      return events.putEvents(request -> request.entries(entries)).entries().stream()
          .map(Client::outcome)
          .toList();
    }

    private PutEventsRequestEntry entry(Message message) {
      return PutEventsRequestEntry.builder()
          .eventBusName(wish.bus())
          .source(wish.source())
          .detailType(DETAIL_TYPE)
          .detail(new String(message.body(), StandardCharsets.UTF_8))
          .build();
    }

    private static Outcome outcome(PutEventsResultEntry entry) {
      return entry.errorCode() == null
          ? Outcome.delivered()
          : AwsAnswers.failed(entry.errorCode(), FINAL.contains(entry.errorCode()));
    }
  }
}
