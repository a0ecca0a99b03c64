package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoredObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one object whole, and tries again where that may help, without holding a thread. An
 * object that was replaced since its listing is read as it is now: what the listing showed is gone,
 * and a listing to come may not be.
 */
final class ObjectFetcher implements AutoCloseable {
  /** What is larger, and not known to be so before, is streamed. */
  private static final int UNKNOWN_BYTES = 256 << 10;

  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private volatile boolean closed;

  ObjectFetcher(ReaderResources resources, ReaderMetrics metrics) {
    this.resources = resources;
    this.metrics = metrics;
  }

  /** The memory that fetching an object may take. */
  long reserve(ExportObject object) {
    return object.size() == StoredObject.UNKNOWN ? UNKNOWN_BYTES : object.size();
  }

  /**
   * Fetches an object.
   *
   * @return fails with a StoreException
   */
  CompletableFuture<Fetched> fetch(ExportObject object) {
    metrics.fetching();
    CompletableFuture<Fetched> fetched =
        attempt(object, new Tries(resources.limits(), metrics, resources.health()));
    return fetched.whenComplete((any, error) -> metrics.fetched());
  }

  /**
   * An object that was fetched.
   *
   * @param object with nothing unknown
   * @param body null for one that is too large to be held
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost
  record Fetched(ExportObject object, byte[] body) {}

  private CompletableFuture<Fetched> attempt(ExportObject object, Tries tries) {
    int most = (int) Math.min(reserve(object), resources.limits().wholeBytes());
    Duration longest = tries.begun();
    // Where it ends this way it is given up, so that the request itself need not be ended.
    return resources
        .fetch(object, most)
        .copy()
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(fetched -> fetched(object, fetched, tries))
        .exceptionallyCompose(error -> again(object, cause(object, error, longest), tries));
  }

  private Fetched fetched(ExportObject object, FetchedObject fetched, Tries tries) {
    tries.succeeded();
    StoredObject now = fetched.object();
    return new Fetched(
        new ExportObject(object.uri(), now.etag(), now.size(), now.lastModified()), fetched.body());
  }

  private Throwable cause(ExportObject object, Throwable error, Duration waited) {
    if (error instanceof CompletionException && error.getCause() != null) {
      return cause(object, error.getCause(), waited);
    }

    return error instanceof TimeoutException ? resources.noAnswer(object, waited) : error;
  }

  private CompletableFuture<Fetched> again(ExportObject object, Throwable cause, Tries tries) {
    if (closed || !(cause instanceof StoreException failed)) {
      return CompletableFuture.failedFuture(cause);
    }

    if (failed.problem() == StoreProblem.CHANGED && !object.etag().isEmpty()) {
      metrics.changed();
      return attempt(ExportObject.named(object.uri()), tries);
    }

    try {
      Duration pause = tries.failed(failed);
      Executor later =
          CompletableFuture.delayedExecutor(
              pause.toMillis(), TimeUnit.MILLISECONDS, resources.retries());
      return CompletableFuture.runAsync(() -> {}, later).thenCompose(any -> attempt(object, tries));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Nothing is tried again any more. */
  @Override
  public void close() {
    closed = true;
  }
}
