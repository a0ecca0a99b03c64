package io.guardlake.jobs.source;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that see the job's classes. */
final class NamedThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  NamedThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable runnable) {
    Thread thread = new Thread(runnable, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(NamedThreads.class.getClassLoader());
    return thread;
  }
}
