package io.guardlake.jobs.alert.sink;

import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.BatchLimits;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.payload.BriefText;
import io.guardlake.jobs.alert.payload.Messages;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.SinkWish;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Prints a line a notice on the standard output of the process that delivers. */
public record StandardOutputSink(SinkWish.StandardOutput wish) implements AlertSink {
  private static final long serialVersionUID = 1;
  private static final BatchLimits MANY = new BatchLimits(100, Integer.MAX_VALUE);

  @Override
  public DeliveryWish delivery() {
    return wish.delivery();
  }

  @Override
  public BatchLimits limits() {
    return MANY;
  }

  @Override
  public Message message(Notice notice) {
    return Messages.of(
        notice, ("ALERT " + BriefText.line(notice)).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public AlertClient open() {
    return new Client(System.out);
  }

  private record Client(PrintStream out) implements AlertClient {
    @Override
    public CompletableFuture<List<Outcome>> send(List<Message> messages) {
      messages.forEach(message -> out.println(new String(message.body(), StandardCharsets.UTF_8)));
      out.flush();
      return CompletableFuture.completedFuture(
          Collections.nCopies(messages.size(), Outcome.delivered()));
    }

    @Override
    public void close() {
      // Standard output is not ours to close.
    }
  }
}
