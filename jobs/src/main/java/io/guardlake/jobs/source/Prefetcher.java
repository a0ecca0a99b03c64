package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ObjectFetcher.Fetched;
import io.guardlake.jobs.source.store.ExactLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Fetches small objects whole and ahead, many at a time, in the order in which they will be read.
 * Used by one thread.
 */
final class Prefetcher implements AutoCloseable {
  private static final long WAKE_UP_MILLIS = 20;

  /** So many more than can be under way may lie there fetched, behind one that takes long. */
  private static final int AHEAD = 4;

  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final FetchLimits limits;
  private final ObjectFetcher fetcher;
  private final ArrayDeque<ExportObject> waiting = new ArrayDeque<>();
  private final ArrayDeque<Fetch> ahead = new ArrayDeque<>();
  private long bytesAhead;

  /**
   * An object and its body to come.
   *
   * @param reserved what of the memory for bodies ahead is its
   * @param body null for one that is streamed in its turn
   */
  private record Fetch(ExportObject object, long reserved, CompletableFuture<Fetched> body) {}

  Prefetcher(ReaderResources resources, ReaderMetrics metrics) {
    this.resources = resources;
    this.metrics = metrics;
    this.limits = resources.limits();
    this.fetcher = new ObjectFetcher(resources, metrics);
  }

  void add(List<ExportObject> objects) {
    waiting.addAll(objects);
    topUp();
  }

  /**
   * The next object with its body, or null where it is not there and nobody wants to wait. Fails as
   * the request failed; the object counts as taken then.
   */
  Fetched take(ExportObject object, BooleanSupplier tiredOfWaiting) throws IOException {
    topUp();
    Fetch fetch = ahead.element();

    if (!fetch.object().equals(object)) {
      throw new IllegalStateException(object.uri() + " is read out of turn");
    }

    if (fetch.body() == null) {
      done(fetch);
      return new Fetched(object, null);
    }

    try {
      Fetched fetched = await(fetch, tiredOfWaiting);

      if (fetched != null) {
        done(fetch);
      }

      return fetched;
    } catch (ExecutionException e) {
      done(fetch);
      throw asIo(object, e.getCause());
    }
  }

  private Fetched await(Fetch fetch, BooleanSupplier tiredOfWaiting)
      throws ExecutionException, InterruptedIOException {
    while (fetch.body().isDone() || !tiredOfWaiting.getAsBoolean()) {
      try {
        return fetch.body().get(WAKE_UP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        topUp();
      } catch (InterruptedException e) {
        throw interrupted(fetch.object());
      }
    }

    return null;
  }

  /** An object as it is now, whatever it was; blocks. */
  Fetched anew(ExportObject object) throws IOException {
    try {
      return fetcher.fetch(ExportObject.named(object.uri())).get();
    } catch (ExecutionException e) {
      throw asIo(object, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(object);
    }
  }

  private static InterruptedIOException interrupted(ExportObject object) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Reading " + object.uri() + " was interrupted");
  }

  private static IOException asIo(ExportObject object, Throwable cause) {
    if (cause instanceof IOException failed) {
      return failed;
    }

    return new IOException("Reading " + object.uri() + " failed: " + cause, cause);
  }

  /** The body of an object as it comes. */
  InputStream stream(ExportObject object) throws IOException {
    return new ExactLength(resources.open(object), object.uri(), object.size());
  }

  private void done(Fetch fetch) {
    ahead.remove();
    reserve(-fetch.reserved());
    topUp();
  }

  private void reserve(long bytes) {
    bytesAhead += bytes;
    metrics.bytesAhead(bytes);
  }

  private boolean mayAskForMore() {
    // One always, though a reader before this one may have left requests behind.
    return ahead.isEmpty()
        || (ahead.size() < AHEAD * limits.parallel() && metrics.inFlight() < limits.parallel());
  }

  private void topUp() {
    while (!waiting.isEmpty() && mayAskForMore()) {
      ExportObject next = waiting.element();
      boolean streamed = next.isKnown() && next.size() > limits.wholeBytes();
      // One of a known size that is too large, and else unknown, is only looked at.
      long reserved = next.size() > limits.wholeBytes() ? 0 : fetcher.reserve(next);

      if (bytesAhead > 0 && bytesAhead + reserved > limits.aheadBytes()) {
        return;
      }

      waiting.remove();
      reserve(reserved);
      ahead.add(new Fetch(next, reserved, streamed ? null : fetcher.fetch(next)));
    }
  }

  @Override
  public void close() {
    fetcher.close();
    ahead.forEach(fetch -> reserve(-fetch.reserved()));
    ahead.stream()
        .filter(fetch -> fetch.body() != null)
        .forEach(fetch -> fetch.body().cancel(true));
    ahead.clear();
    waiting.clear();
  }
}
