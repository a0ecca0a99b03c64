package io.guardlake.jobs.alert.deliver;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Speaks to one sink. It tries each message once; trying again is not its business. */
public interface AlertClient extends AutoCloseable {
  /**
   * Sends messages in one request.
   *
   * @return an outcome a message, in their order; it never completes exceptionally for what the
   *     sink or the network did
   */
  CompletableFuture<List<Outcome>> send(List<Message> messages);

  @Override
  void close();
}
