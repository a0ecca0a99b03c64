package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.Messages;
import io.guardlake.jobs.source.queue.QueueUrl;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Four hours around midnight of an enumerator, its readers, a bucket and a queue, as a seed
 * decides. Everything happens in one thread by a virtual clock, so that a seed that fails fails
 * again.
 */
final class Simulation {
  private static final Instant BEGIN = Instant.parse("2026-03-10T22:00:00Z");
  private static final Duration RUN = Duration.ofHours(4);
  private static final LocalDate FENCE = LocalDate.parse("2026-03-04");
  private static final Duration POLL = Duration.ofMinutes(10);
  private static final Duration VISIBILITY = Duration.ofMinutes(10);
  private static final int LOOK_BACK = 1;
  private static final int REMEMBERED = 6;

  /** So late that it is still found whatever the clock does. */
  private static final int LATEST = 3;

  private static final int PAGE = 8;
  private static final long NEVER = Long.MIN_VALUE;

  private final long seed;
  private final SimulationSeams seams;
  private final Random random;
  private final SimulatedBackground background;
  private final MemoryStore store = new MemoryStore();
  private final FakeQueue queue = new FakeQueue();
  private final boolean hasQueue;
  private final int cap;
  private final String runId = UUID.randomUUID().toString();
  private final SimulatedJob job;
  private final Map<String, Put> latest = new TreeMap<>();
  private final Map<String, Put> puts = new HashMap<>();
  private final Map<String, Message> messages = new HashMap<>();
  private final List<Today> todays = new ArrayList<>();
  private final List<Note> trace = new ArrayList<>();
  private Duration jump = Duration.ZERO;
  private long errorUntil = NEVER;
  private int allowance;
  private int names;

  /** A version of an object. */
  private record Put(String key, String etag, LocalDate day) {
    String version() {
      return EnumeratorRig.SOURCE.uriOf(key) + " " + etag;
    }
  }

  private record Message(Put put, long sent) {}

  private record Today(long from, LocalDate day) {}

  /** What happened, in words only where someone reads them. */
  private record Note(long at, String what, List<Object> values) {
    @Override
    public String toString() {
      return BEGIN.plusNanos(at) + " " + what.formatted(values.toArray());
    }
  }

  Simulation(long seed, SimulationSeams seams) {
    this.seed = seed;
    this.seams = seams;
    this.random = new Random(seed);
    this.background = new SimulatedBackground(random);
    this.hasQueue = random.nextBoolean();
    this.cap = random.nextInt(3) == 0 ? 20 : 5000;
    this.job = new SimulatedJob(settings(), store, background, seams);
    store.pageSize = PAGE;
    queue.clock = background::nanoTime;
    queue.expiresHandles = random.nextBoolean();
  }

  private ExportSourceSettings settings() {
    Duration maxPoll = POLL.plusMinutes(random.nextInt(5));
    ReadMode mode =
        new ReadMode.Continuous(
            Duration.ofDays(LOOK_BACK),
            POLL,
            maxPoll,
            FENCE,
            List.of(
                new Reconcile(Duration.ofMinutes(20), Duration.ofDays(3)),
                new Reconcile(Duration.ofHours(1), Duration.ofDays(REMEMBERED))));
    ExportSourceSettings settings =
        ExportSourceSettings.of(runId, List.of(SourceUri.parse("s3://bucket")), mode)
            .withListingLimits(
                ListingLimits.standard().withPending(cap).withGiveUpAfter(Duration.ofDays(1)))
            .withSplitLimits(new SplitLimits(1 + random.nextInt(4), 1 << 20))
            .withClock(() -> seams.clock().applyAsLong(millis()));
    QueueLimits limits =
        new QueueLimits(1, Duration.ZERO, VISIBILITY, 1 + random.nextInt(60), Duration.ofHours(1));
    return hasQueue
        ? settings.withQueue(
            new QueueSettings(
                new QueueUrl("http://localhost/000000000000/findings"),
                (url, connections) -> seams.queue().apply(new WatchedQueue(queue, this::deleting)),
                limits))
        : settings;
  }

  private long millis() {
    return BEGIN.plus(jump).toEpochMilli() + Duration.ofNanos(background.nanoTime()).toMillis();
  }

  /** The day that it is, whatever the source's clock says. */
  private LocalDate today() {
    Instant now = BEGIN.plusNanos(background.nanoTime());
    return LocalDate.ofEpochDay(Math.floorDiv(now.toEpochMilli(), 86_400_000L));
  }

  /** Runs to the end; throws an error with everything that happened where a promise is broken. */
  void run() {
    try {
      job.start(1 + random.nextInt(3));
      history();

      while (background.nanoTime() < RUN.toNanos()) {
        advance(Duration.ofSeconds(random.nextInt(180)));
        act();
        requireWithinLimits();
      }

      end();
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(
          "Seed %d failed; run it again with -Dguardlake.simulation.seed=%d%n%s%n%s"
              .formatted(
                  seed,
                  seed,
                  e,
                  trace.stream().map(Note::toString).collect(Collectors.joining("\n"))),
          e);
    } finally {
      SourceProgress.forget(runId);
    }
  }

  private void advance(Duration by) {
    noteToday();
    background.advance(by);
    noteToday();

    if (errorUntil != NEVER && background.nanoTime() >= errorUntil) {
      store.listingError = null;
      errorUntil = NEVER;
    }
  }

  private void noteToday() {
    long day = Math.floorDiv(seams.clock().applyAsLong(millis()), 86_400_000L);
    todays.add(new Today(background.nanoTime(), LocalDate.ofEpochDay(day)));
  }

  private void note(String what, Object... values) {
    trace.add(new Note(background.nanoTime(), what, List.of(values)));
  }

  private void history() {
    for (int back = 9; back >= -1; back--) {
      put("111122223333", "eu-central-1", today().minusDays(back), 0);
    }
  }

  private void act() throws IOException {
    int dice = random.nextInt(100);

    if (dice < 25) {
      write();
    } else if (dice < 65) {
      read();
    } else if (dice < 73) {
      note("a checkpoint begins");
      job.beginCheckpoint();
    } else if (dice < 86) {
      progressCheckpoint();
    } else if (dice < 88) {
      note("the checkpoint is aborted");
      job.abort();
    } else if (dice < 91) {
      failReaders();
    } else if (dice < 94) {
      restart();
    } else if (dice < 96) {
      jump = jump.isZero() ? Duration.ofHours(random.nextInt(-48, 72)) : Duration.ZERO;
      note("the source's clock is off by %s", jump);
    } else if (dice < 98) {
      note("the bucket cannot be listed");
      store.listingError = new StoreException(StoreProblem.THROTTLED, "Slow down.", null);
      errorUntil = background.nanoTime() + Duration.ofSeconds(random.nextInt(150)).toNanos();
    } else {
      note("all messages come again");
      queue.showAgain();
    }
  }

  private void write() {
    // Accounts and regions appear as time goes by.
    int hours = (int) Duration.ofNanos(background.nanoTime()).toHours();
    int kinds = 1 + Math.min(3, hours);
    String account = random.nextInt(kinds) < 2 ? "111122223333" : "444455556666";
    String region = random.nextInt(kinds) % 2 == 0 ? "eu-central-1" : "us-east-1";

    for (int i = random.nextInt(3); i >= 0; i--) {
      int dice = random.nextInt(10);
      int ahead = dice < 6 ? 0 : dice < 8 ? -random.nextInt(LATEST + 1) : random.nextInt(1, 3);
      put(account, region, today().plusDays(ahead), random.nextInt(4) - 1);
    }

    if (random.nextInt(4) == 0) {
      overwrite();
    }
  }

  private void put(String account, String region, LocalDate day, int copies) {
    String key = ExportTree.key(account, region, day.toString(), "object-" + names++);
    put(new Put(key, "e0", day), copies);
  }

  private void overwrite() {
    List<Put> recent =
        latest.values().stream()
            .filter(put -> !put.day().isBefore(today().minusDays(LATEST)))
            .toList();

    if (!recent.isEmpty()) {
      Put old = recent.get(random.nextInt(recent.size()));
      put(new Put(old.key(), "e" + names++, old.day()), random.nextInt(2));
    }
  }

  private void put(Put put, int copies) {
    note("%s is written, with %d messages", put.version(), Math.max(0, copies));
    store.put(put.key(), put.etag(), new byte[] {1});
    latest.put(put.key(), put);
    puts.put(put.version(), put);

    for (int i = 0; i < copies; i++) {
      String id = queue.send(Messages.ofS3("bucket", put.key(), put.etag(), 1));
      messages.put(id, new Message(put, background.nanoTime()));
    }
  }

  private void read() {
    int reader = random.nextInt(job.parallelism());

    for (int i = random.nextInt(20); i >= 0 && job.step(reader); i--) {
      note("reader %d emits an object", reader);
    }
  }

  private void progressCheckpoint() throws IOException {
    job.barrier(random.nextInt(job.parallelism()));

    if (job.canComplete()) {
      long id = job.complete();
      boolean told = random.nextInt(5) > 0;
      note("checkpoint %d is complete, %s", id, told ? "and told" : "and the word of it lost");

      if (told) {
        job.notifyComplete(id);
      }
    }
  }

  private void failReaders() {
    List<Integer> failed = new ArrayList<>();

    for (int i = 0; i < job.parallelism(); i++) {
      if (random.nextBoolean()) {
        failed.add(i);
      }
    }

    note("readers %s fail", failed);
    job.failReaders(failed);
  }

  private void restart() throws IOException {
    int parallelism = 1 + random.nextInt(4);
    boolean crash = random.nextBoolean();
    note("the job %s and starts with %d readers", crash ? "crashes" : "is stopped", parallelism);

    if (crash) {
      job.crash(parallelism);
    } else {
      job.restart(parallelism);
    }
  }

  private void deleting(String messageId) {
    Message message = messages.get(messageId);
    note("the message of %s is deleted", message.put().version());

    if (!job.isDurable(message.put().version()) && !mayBeRefused(message)) {
      throw new AssertionError(
          "The message of %s is deleted, and no complete checkpoint holds it"
              .formatted(message.put().version()));
    }
  }

  /** Whether the source's clock allows an object to be left to listing. */
  private boolean mayBeRefused(Message message) {
    LocalDate day = message.put().day();
    return day.isBefore(FENCE)
        || todays.stream()
            .filter(today -> today.from() >= message.sent())
            .anyMatch(today -> day.isAfter(today.day().plusDays(1)));
  }

  /**
   * What is pending is within its limit, a page, what a queue gives at once, and what came back.
   */
  private void requireWithinLimits() {
    long pending = SourceProgress.of(runId).pending();

    if (pending <= cap) {
      allowance = job.returned();
    }

    int most = cap + PAGE + (hasQueue ? 10 : 0) + job.returned() - allowance;

    if (pending > most) {
      throw new AssertionError(pending + " objects are pending, and at most " + most + " may be");
    }
  }

  private void end() throws IOException {
    jump = Duration.ZERO;
    note("from now on all is calm");
    settle(Duration.ofMinutes(6));
    List<Put> last = new ArrayList<>();

    for (int day = -LOOK_BACK; day <= 1; day++) {
      put("111122223333", "eu-central-1", today().plusDays(day), 0);
      last.add(latest.get(key(names - 1, today().plusDays(day))));
    }

    settle(Duration.ofMinutes(30));
    Map<String, Integer> emitted = job.emitted();
    last.forEach(put -> requireEmitted(emitted, put, "within two polls"));
    settle(Duration.ofMinutes(90));
    requireEachOnce();
    requireSmallState();
    queue.showAgain();
    settle(VISIBILITY.multipliedBy(3));

    if (hasQueue && !queue.ids().isEmpty()) {
      throw new AssertionError("Messages are left in the queue: " + queue.ids());
    }
  }

  private static String key(int name, LocalDate day) {
    return ExportTree.key("111122223333", "eu-central-1", day.toString(), "object-" + name);
  }

  /** Lets time pass without any failure, with checkpoints, and readers that read all they get. */
  private void settle(Duration duration) throws IOException {
    for (long minute = 0; minute < duration.toMinutes(); minute++) {
      advance(Duration.ofMinutes(1));

      for (int reader = 0; reader < job.parallelism(); reader++) {
        while (job.step(reader)) {
          // To the end of what it has.
        }

        job.barrier(reader);
      }

      if (job.canComplete()) {
        job.notifyComplete(job.complete());
      }

      if (minute % 5 == 0) {
        job.beginCheckpoint();
      }
    }
  }

  private static void requireEmitted(Map<String, Integer> emitted, Put put, String when) {
    if (!emitted.containsKey(put.version())) {
      throw new AssertionError(put.version() + " was not assigned " + when);
    }
  }

  private void requireEachOnce() {
    Map<String, Integer> emitted = job.emitted();
    emitted.forEach(
        (version, count) -> {
          if (count != 1) {
            throw new AssertionError(version + " was read " + count + " times");
          }

          if (puts.get(version).day().isBefore(FENCE)) {
            throw new AssertionError(version + " is before the fence and was read");
          }
        });

    for (Put put : latest.values()) {
      if (!put.day().isBefore(FENCE) && !put.day().isAfter(today().plusDays(1))) {
        requireEmitted(emitted, put, "at all");
      }
    }
  }

  private void requireSmallState() throws IOException {
    long first = today().minusDays(REMEMBERED).toEpochDay();
    long most = puts.values().stream().filter(put -> put.day().toEpochDay() >= first).count();
    int seen = job.lastState().seen().size();

    if (seen > most) {
      throw new AssertionError(
          seen + " objects are remembered, of " + most + " that the window holds");
    }
  }
}
