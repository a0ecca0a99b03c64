package io.guardlake.sandbox.notification;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.ObjectWrite;
import io.guardlake.sandbox.notification.HeldMessages.Message;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells queues of the objects that are written through a proxy, as S3's event notifications do:
 * PutObject, CopyObject and CompleteMultipartUpload, filtered by bucket, prefix and suffix. Rules
 * spoil the events; which ones depends on the rules, the seed and the order of writes alone.
 * Messages leave in order, a little after the write, without delaying it.
 */
public final class BucketNotifications implements AutoCloseable {
  /** How long messages that are to be overtaken wait for others. */
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final long STOP_SECONDS = 10;

  private final MessageSink sink;
  private final EventMessages messages;
  private final EventFaults faults;
  private final long seed;
  private final List<NotificationRule> rules = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(BucketNotifications::daemon);

  // These belong to the sender's thread.
  private final HeldMessages held = new HeldMessages();
  private final List<Delayed> delayed = new ArrayList<>();
  private ScheduledFuture<?> releaseWhenQuiet;
  private RuntimeException failure;
  private long events;

  private BucketNotifications(MessageSink sink, String region, long seed) {
    this.sink = sink;
    this.messages = new EventMessages(region);
    this.faults = new EventFaults(seed);
    this.seed = seed;
  }

  /** Notifications of what is written through a proxy in front of S3, none configured yet. */
  public static BucketNotifications of(FaultProxy s3, SandboxSqs sqs, long seed) {
    requireNonNull(sqs, "sqs is null");
    return of(
        s3,
        message ->
            sqs.client()
                .sendMessage(
                    request -> request.queueUrl(message.queueUrl()).messageBody(message.body())),
        seed);
  }

  static BucketNotifications of(FaultProxy s3, MessageSink sink, long seed) {
    BucketNotifications notifications = new BucketNotifications(sink, s3.address().region(), seed);
    s3.onObjectWritten(
        write -> {
          Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
          notifications.sender.execute(() -> notifications.written(write, time));
        });
    return notifications;
  }

  /**
   * Adds a rule and sends the test event with which S3 checks a queue or topic; through EventBridge
   * there is none.
   */
  public void configure(NotificationRule rule) {
    rules.add(rule);

    if (rule.envelope() != Envelope.EVENT_BRIDGE) {
      Instant now = Instant.now();
      String test = messages.test(rule.bucket(), now, rule.envelope());
      sender.execute(() -> send(new Message(rule.queueUrl(), test)));
    }
  }

  /** Adds a rule for what goes wrong with events. */
  public void apply(EventFaultRule rule) {
    faults.apply(rule);
  }

  /** Takes the rules for what goes wrong away. */
  public void clear() {
    faults.clear();
  }

  /** Every fault that struck an event, in order. */
  public List<AppliedEventFault> journal() {
    return faults.journal();
  }

  /**
   * Sends everything that is due, held back or delayed, and returns once the queues have it.
   *
   * @throws RuntimeException what SQS answered to a message that could not be sent, the first time
   */
  public void settle() {
    CompletableFuture.runAsync(this::sendAll, sender).join();
  }

  /** Stops; what has not been sent is lost. */
  @Override
  public void close() {
    sender.shutdownNow();

    try {
      sender.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where messages go. */
  @FunctionalInterface
  interface MessageSink {
    void send(Message message);
  }

  private record Delayed(Message message, ScheduledFuture<?> timer) {}

  private void written(ObjectWrite write, Instant time) {
    for (NotificationRule rule : rules) {
      if (rule.concerns(write)) {
        events++;
        deliver(rule, write, events, time);
      }
    }
  }

  private void deliver(NotificationRule rule, ObjectWrite write, long number, Instant time) {
    int copies = 1;
    int overtakenBy = 0;
    Duration delay = Duration.ZERO;

    for (EventFault fault : faults.strike(write, number)) {
      if (fault instanceof EventFault.Dropped) {
        copies = 0;
      } else if (fault instanceof EventFault.Duplicated duplicated) {
        copies += copies == 0 ? 0 : duplicated.copies();
      } else if (fault instanceof EventFault.Delayed late) {
        delay = late.delay();
      } else if (fault instanceof EventFault.Reordered reordered) {
        overtakenBy = 1 + new SplittableRandom(seed + number).nextInt(reordered.window());
      } else if (fault instanceof EventFault.ForeignBucket foreign) {
        ObjectWrite other = inBucket(write, foreign.bucket());
        send(new Message(rule.queueUrl(), created(rule, other, number, time)));
      } else if (fault instanceof EventFault.ForeignKey foreign) {
        ObjectWrite other = withKey(write, foreign.key());
        send(new Message(rule.queueUrl(), created(rule, other, number, time)));
      } else if (fault instanceof EventFault.Malformed malformed) {
        send(new Message(rule.queueUrl(), malformed.text()));
      }
    }

    Message message = new Message(rule.queueUrl(), created(rule, write, number, time));

    for (int copy = 0; copy < copies; copy++) {
      if (!delay.isZero()) {
        sendLater(message, delay);
      } else if (overtakenBy > 0) {
        held.hold(message, overtakenBy);
      } else {
        send(message);
        held.afterOneSent().forEach(this::send);
      }
    }

    watchForQuiet();
  }

  private String created(NotificationRule rule, ObjectWrite write, long number, Instant time) {
    return messages.created(write, number, time, rule.envelope());
  }

  private void sendLater(Message message, Duration delay) {
    Delayed[] entry = new Delayed[1];
    entry[0] =
        new Delayed(
            message,
            sender.schedule(
                () -> {
                  if (delayed.remove(entry[0])) {
                    send(message);
                  }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS));
    delayed.add(entry[0]);
  }

  private void watchForQuiet() {
    if (releaseWhenQuiet != null) {
      releaseWhenQuiet.cancel(false);
    }

    if (!held.isEmpty()) {
      releaseWhenQuiet =
          sender.schedule(
              () -> held.all().forEach(this::send), QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void sendAll() {
    held.all().forEach(this::send);
    delayed.forEach(late -> late.timer().cancel(false));
    delayed.forEach(late -> send(late.message()));
    delayed.clear();

    if (failure != null) {
      RuntimeException thrown = failure;
      failure = null;
      throw thrown;
    }
  }

  private void send(Message message) {
    try {
      sink.send(message);
    } catch (RuntimeException unsent) {
      // It is told to whoever settles; later events must still leave.
      failure = unsent;
    }
  }

  private static ObjectWrite inBucket(ObjectWrite write, String bucket) {
    return new ObjectWrite(write.operation(), bucket, write.key(), write.size(), write.eTag());
  }

  private static ObjectWrite withKey(ObjectWrite write, String key) {
    return new ObjectWrite(write.operation(), write.bucket(), key, write.size(), write.eTag());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "bucket-notifications");
    thread.setDaemon(true);
    return thread;
  }
}
