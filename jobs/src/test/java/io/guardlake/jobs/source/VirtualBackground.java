package io.guardlake.jobs.source;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Does everything in the test's own thread, at times of a clock that the test moves. */
final class VirtualBackground implements Background {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(comparingLong(Task::time).thenComparingLong(Task::order));
  private long now;
  private long order;

  /** Thrown by work whose answer takes longer: until it has one, it is as if it went on. */
  static final class NoAnswerYet extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private record Task(long time, long order, Runnable work) {}

  @Override
  public <T> void run(Duration delay, Callable<T> work, BiConsumer<T, Throwable> then) {
    tasks.add(new Task(now + delay.toNanos(), order++, () -> run(work, then)));
  }

  private <T> void run(Callable<T> work, BiConsumer<T, Throwable> then) {
    T result;

    try {
      result = work.call();
    } catch (NoAnswerYet e) {
      run(Duration.ofSeconds(1), work, then);
      return;
    } catch (Exception e) {
      then.accept(null, e);
      return;
    }

    then.accept(result, null);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** Does what is due, and what that makes due, until so much later. */
  void advance(Duration by) {
    long until = now + by.toNanos();

    while (!tasks.isEmpty() && tasks.peek().time() <= until) {
      Task task = tasks.remove();
      now = task.time();
      task.work().run();
    }

    now = until;
  }

  /** Does the next thing only. */
  void step() {
    Task task = tasks.remove();
    now = task.time();
    task.work().run();
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
