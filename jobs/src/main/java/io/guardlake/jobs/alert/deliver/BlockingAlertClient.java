package io.guardlake.jobs.alert.deliver;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client that waits for its answers on threads of its own, one a request that is under way. */
public abstract class BlockingAlertClient implements AlertClient {
  private final ExecutorService threads;

  /**
   * @param requests how many are under way at once
   */
  protected BlockingAlertClient(int requests) {
    this.threads =
        Executors.newFixedThreadPool(
            requests,
            runnable -> {
              Thread thread = new Thread(runnable, "guardlake-alerts");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Sends messages in one request, and waits; an outcome a message, in their order. */
  protected abstract List<Outcome> deliver(List<Message> messages);

  @Override
  public final CompletableFuture<List<Outcome>> send(List<Message> messages) {
    return CompletableFuture.supplyAsync(() -> deliver(messages), threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
