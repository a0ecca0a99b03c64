package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ExactLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Fetches small objects whole and ahead, several at a time, in the order in which they will be
 * read. Used by one thread.
 */
final class Prefetcher implements AutoCloseable {
  private static final long WAKE_UP_MILLIS = 20;

  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final FetchLimits limits;
  private final ArrayDeque<ExportObject> waiting = new ArrayDeque<>();
  private final ArrayDeque<Fetch> ahead = new ArrayDeque<>();
  private long bytesAhead;

  /**
   * An object and its body to come.
   *
   * @param body null for one that is streamed in its turn
   */
  private record Fetch(ExportObject object, Future<byte[]> body) {}

  Prefetcher(ReaderResources resources, ReaderMetrics metrics) {
    this.resources = resources;
    this.metrics = metrics;
    this.limits = resources.settings().fetchLimits();
  }

  void add(List<ExportObject> objects) {
    waiting.addAll(objects);
    topUp();
  }

  /**
   * The body of the next object, or null where it was woken up while it waited. Fails as the
   * request failed; the object counts as taken then.
   */
  InputStream take(ExportObject object, BooleanSupplier wokenUp) throws IOException {
    topUp();
    Fetch fetch = ahead.element();

    if (!fetch.object().equals(object)) {
      throw new IllegalStateException(object.uri() + " is read out of turn");
    }

    if (fetch.body() == null) {
      done(fetch);
      return stream(object);
    }

    while (true) {
      try {
        byte[] body = fetch.body().get(WAKE_UP_MILLIS, TimeUnit.MILLISECONDS);
        done(fetch);
        return new ByteArrayInputStream(body);
      } catch (TimeoutException e) {
        if (wokenUp.getAsBoolean()) {
          return null;
        }
      } catch (ExecutionException e) {
        done(fetch);
        throw asIo(object, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Reading " + object.uri() + " was interrupted");
      }
    }
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
    bytesAhead -= fetch.body() == null ? 0 : fetch.object().size();
    topUp();
  }

  private void topUp() {
    while (!waiting.isEmpty() && ahead.size() < limits.parallel() * 2) {
      ExportObject next = waiting.element();
      boolean streamed = next.size() > limits.wholeBytes();

      if (!streamed && bytesAhead > 0 && bytesAhead + next.size() > limits.aheadBytes()) {
        return;
      }

      waiting.remove();
      bytesAhead += streamed ? 0 : next.size();
      ahead.add(new Fetch(next, streamed ? null : resources.threads().submit(() -> fetch(next))));
    }
  }

  private byte[] fetch(ExportObject object) throws IOException {
    Tries tries = new Tries(limits, metrics);

    while (true) {
      try (InputStream body = stream(object)) {
        return read(body, object);
      } catch (IOException e) {
        tries.failed(e);
      }
    }
  }

  private static byte[] read(InputStream body, ExportObject object) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(object.size())];
    int count = body.readNBytes(bytes, 0, bytes.length);

    // Reads on to the end, where checksum and length are checked.
    if (count == bytes.length && body.read() >= 0) {
      throw new IllegalStateException("a body of exact length is longer");
    }

    return bytes;
  }

  @Override
  public void close() {
    ahead.stream()
        .filter(fetch -> fetch.body() != null)
        .forEach(fetch -> fetch.body().cancel(true));
    ahead.clear();
    waiting.clear();
  }
}
