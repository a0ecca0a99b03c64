package io.guardlake.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Writes objects into the export bucket while other things happen, and tells the model of them. */
final class ExportWriter implements AutoCloseable {
  private static final int SHORTEST_PAUSE_MILLIS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 300;
  private static final int TRIES = 20;

  private final World world;
  private final Model model;
  private final SplittableRandom dice;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicInteger allowed = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean hurried;

  ExportWriter(World world, Model model, Plan plan) {
    this.world = world;
    this.model = model;
    this.dice = plan.dice("writer");
  }

  /** Writes objects at once. */
  void write(List<PlannedObject> objects) {
    objects.forEach(this::write);
  }

  /** Begins to write objects as they are allowed, one after the other with pauses between them. */
  void begin(List<PlannedObject> objects) {
    threads.execute(() -> next(objects, 0));
  }

  /** Allows so many objects more. */
  void allow(int objects) {
    allowed.addAndGet(objects);
  }

  /** Writes what is left without pauses, and returns once it is all there. */
  void finish() {
    hurried = true;

    try {
      done.get(5, TimeUnit.MINUTES);

      // What vanishes or is replaced a moment later.
      while (open.get() > 0) {
        Pauses.millis(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The export could not be written.", e);
    }
  }

  private void next(List<PlannedObject> objects, int index) {
    try {
      if (index == objects.size()) {
        done.complete(null);
        return;
      }

      boolean writes = hurried || allowed.get() > 0;

      if (writes) {
        allowed.decrementAndGet();
        write(objects.get(index));
      }

      after(
          hurried ? 0 : SHORTEST_PAUSE_MILLIS + dice.nextInt(LONGEST_PAUSE_MILLIS),
          () -> next(objects, writes ? index + 1 : index));
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void write(PlannedObject object) {
    switch (object.fate()) {
      case STAYS, BREAKS_OFF -> {
        model.stays(object.key(), object.findings(), object.refusals());
        put(object.key(), object.body());
      }
      case VANISHES -> {
        model.vanishes(object.key(), object.findings());
        put(object.key(), object.body());
        later(() -> delete(object.key()));
      }
      case IS_REPLACED -> {
        model.stays(object.key(), object.findings(), object.refusals());
        put(object.key(), object.firstBody());
        later(() -> put(object.key(), object.body()));
      }
    }
  }

  private void later(Runnable change) {
    after(dice.nextInt(3_000), change);
  }

  private void after(int millis, Runnable change) {
    open.incrementAndGet();
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(
            () -> {
              try {
                change.run();
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              } finally {
                open.decrementAndGet();
              }
            });
  }

  private void put(String key, byte[] body) {
    persist(
        () ->
            world
                .writer()
                .putObject(
                    request -> request.bucket(World.EXPORT).key(key), RequestBody.fromBytes(body)));
  }

  private void delete(String key) {
    persist(() -> world.writer().deleteObject(request -> request.bucket(World.EXPORT).key(key)));
  }

  /** GuardDuty goes on trying too. */
  private static void persist(Runnable request) {
    for (int attempt = 1; ; attempt++) {
      try {
        request.run();
        return;
      } catch (SdkException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
