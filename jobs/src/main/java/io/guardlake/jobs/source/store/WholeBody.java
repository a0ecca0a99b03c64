package io.guardlake.jobs.source.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Takes a body of a known or a bounded size into one array. The SDK calls {@link #prepare} anew for
 * each try.
 */
final class WholeBody implements AsyncResponseTransformer<GetObjectResponse, FetchedObject> {
  private static final int FIRST_BYTES = 8 << 10;
  private final int mostBytes;
  private final Function<GetObjectResponse, StoredObject> described;
  private volatile CompletableFuture<FetchedObject> result = new CompletableFuture<>();
  private volatile StoredObject object;

  WholeBody(int mostBytes, Function<GetObjectResponse, StoredObject> described) {
    this.mostBytes = mostBytes;
    this.described = described;
  }

  /** Whether an answer began in the last try. */
  boolean hasBegun() {
    return object != null;
  }

  @Override
  public CompletableFuture<FetchedObject> prepare() {
    object = null;
    result = new CompletableFuture<>();
    return result;
  }

  @Override
  public void onResponse(GetObjectResponse response) {
    object = described.apply(response);
  }

  @Override
  public void onStream(SdkPublisher<ByteBuffer> publisher) {
    publisher.subscribe(new Taking(object, result));
  }

  @Override
  public void exceptionOccurred(Throwable error) {
    result.completeExceptionally(error);
  }

  private final class Taking implements Subscriber<ByteBuffer> {
    private final StoredObject expected;
    private final CompletableFuture<FetchedObject> taken;
    private final boolean tooLarge;
    private Subscription subscription;
    private byte[] bytes;
    private int count;

    Taking(StoredObject expected, CompletableFuture<FetchedObject> taken) {
      this.expected = expected;
      this.taken = taken;
      this.tooLarge = expected.size() > mostBytes;
      this.bytes = new byte[tooLarge ? 0 : Math.toIntExact(Math.max(expected.size(), 0))];
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;

      if (tooLarge) {
        leave();
        return;
      }

      given.request(Long.MAX_VALUE);
    }

    private void leave() {
      taken.complete(new FetchedObject(expected, null));
      subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer part) {
      if (taken.isDone()) {
        return;
      }

      int needed = count + part.remaining();

      if (needed > mostBytes) {
        leave();
        return;
      }

      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
      }

      part.get(bytes, count, needed - count);
      count = needed;
    }

    @Override
    public void onError(Throwable error) {
      taken.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      if (expected.size() >= 0 && count != expected.size()) {
        taken.completeExceptionally(
            new IOException(count + " bytes came where " + expected.size() + " were announced"));
        return;
      }

      byte[] whole = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
      StoredObject sized =
          new StoredObject(expected.key(), expected.etag(), count, expected.lastModified());
      taken.complete(new FetchedObject(sized, whole));
    }
  }
}
