package io.guardlake.jobs.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Sends the requests of a window's listing: so many at a time, so many a second, and none for
 * objects that there is no room for. Whoever lists has one request here at a time, so that a slow
 * region holds up no other. All in the coordinator's thread but the requests themselves.
 */
final class ListingRequests {
  /** How many objects a page of S3 has at most. */
  private static final int PAGE = 1000;

  /** Every so many pages one may be of a reconcile, however busy the window is. */
  private static final int RECONCILE_SHARE = 4;

  private final Background background;
  private final Intake intake;
  private final int parallel;
  private final long interval;
  private final Map<Purpose, Queue<Request<?>>> waiting = new EnumMap<>(Purpose.class);
  private int underWay;
  private int pagesUnderWay;
  private long pages;
  private long next;

  /** What a request is for; those of objects wait for room. */
  enum Purpose {
    TOPOLOGY,
    WINDOW,
    RECONCILE
  }

  private record Request<T>(Purpose purpose, Callable<T> work, BiConsumer<T, Throwable> then) {}

  ListingRequests(ListingLimits limits, Background background, Intake intake) {
    this.background = background;
    this.intake = intake;
    this.parallel = limits.parallel();
    this.interval = Duration.ofSeconds(1).toNanos() / limits.perSecond();
    this.next = background.nanoTime();

    for (Purpose purpose : Purpose.values()) {
      waiting.put(purpose, new ArrayDeque<>());
    }
  }

  <T> void add(Purpose purpose, Callable<T> work, BiConsumer<T, Throwable> then) {
    waiting.get(purpose).add(new Request<>(purpose, work, then));
    send();
  }

  /** Whether requests wait for room. */
  boolean isPaused() {
    boolean some =
        !waiting.get(Purpose.WINDOW).isEmpty() || !waiting.get(Purpose.RECONCILE).isEmpty();
    return some && !intake.hasRoom();
  }

  /** Sends what waited for room. */
  void resume() {
    send();
  }

  private void send() {
    while (underWay < parallel) {
      Request<?> request = take();

      if (request == null) {
        return;
      }

      send(request);
    }
  }

  private Request<?> take() {
    Request<?> topology = waiting.get(Purpose.TOPOLOGY).poll();

    if (topology != null) {
      return topology;
    }

    // Each page under way may bring as many objects as a page has, so that what is pending stays
    // within its limit and one page.
    if (!intake.hasRoomBeside(pagesUnderWay * PAGE)) {
      return null;
    }

    boolean reconcileFirst = pages % RECONCILE_SHARE == RECONCILE_SHARE - 1;
    Request<?> first = waiting.get(reconcileFirst ? Purpose.RECONCILE : Purpose.WINDOW).poll();
    return first == null
        ? waiting.get(reconcileFirst ? Purpose.WINDOW : Purpose.RECONCILE).poll()
        : first;
  }

  private <T> void send(Request<T> request) {
    int page = request.purpose() == Purpose.TOPOLOGY ? 0 : 1;
    long now = background.nanoTime();
    long at = next - now > 0 ? next : now;
    next = at + interval;
    underWay++;
    pagesUnderWay += page;
    pages += page;
    background.run(
        Duration.ofNanos(at - now),
        request.work(),
        (result, error) -> {
          underWay--;
          pagesUnderWay -= page;
          request.then().accept(result, error);
          send();
        });
  }
}
