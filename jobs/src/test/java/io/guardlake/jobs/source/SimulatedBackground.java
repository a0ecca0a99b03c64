package io.guardlake.jobs.source;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Does work by a virtual clock, each piece after a delay that chance decides, and hands its result
 * over after another: what was seen is old when it arrives, and overtakes other work.
 */
final class SimulatedBackground implements Background {
  private static final long LONGEST = Duration.ofSeconds(20).toNanos();

  private final Random random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(comparingLong(Task::time).thenComparingLong(Task::order));
  private long now;

  private record Task(long time, long order, Runnable work) {}

  SimulatedBackground(Random random) {
    this.random = random;
  }

  @Override
  public <T> void run(Duration delay, Callable<T> work, BiConsumer<T, Throwable> then) {
    after(delay.toNanos() + latency(), () -> run(work, then));
  }

  private <T> void run(Callable<T> work, BiConsumer<T, Throwable> then) {
    T result;

    try {
      result = work.call();
    } catch (Exception e) {
      after(latency(), () -> then.accept(null, e));
      return;
    }

    after(latency(), () -> then.accept(result, null));
  }

  private long latency() {
    return random.nextInt(3) == 0 ? 0 : random.nextLong(LONGEST);
  }

  private void after(long nanos, Runnable work) {
    tasks.add(new Task(now + nanos, random.nextLong(), work));
  }

  @Override
  public long nanoTime() {
    return now;
  }

  void advance(Duration by) {
    long until = now + by.toNanos();

    while (!tasks.isEmpty() && tasks.peek().time() <= until) {
      Task task = tasks.remove();
      now = task.time();
      task.work().run();
    }

    now = until;
  }

  /** Forgets what is under way, and can be used again. */
  @Override
  public void close() {
    tasks.clear();
  }
}
