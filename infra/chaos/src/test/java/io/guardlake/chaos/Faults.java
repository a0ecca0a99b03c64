package io.guardlake.chaos;

import io.guardlake.sandbox.fault.AppliedFault;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.KeyGlob;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.fault.S3Errors;
import io.guardlake.sandbox.fault.SqsErrors;
import io.guardlake.sandbox.notification.EventFault;
import io.guardlake.sandbox.notification.EventFaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes S3, SQS and S3's notifications fail in every way that they are known to. */
final class Faults {
  private static final String OF_THE_EXPORT = "**AWSLogs**";
  private static final int MOST_AT_ONCE = 3;

  private final World world;
  private final SplittableRandom dice;
  private final List<Runnable> all;
  private boolean armed;
  private Instant calmed = Instant.MIN;

  Faults(World world, Plan plan) {
    this.world = world;
    this.dice = plan.dice("faults");
    this.all =
        List.of(
            s3(FaultRule.on(S3Errors.slowDown()).withProbability(0.3)),
            s3(FaultRule.on(S3Errors.internalError()).withProbability(0.2)),
            s3(FaultRule.on(new Fault.ConnectionReset()).withProbability(0.1)),
            s3(
                FaultRule.on(new Fault.NoAnswer(), Operation.GET_OBJECT, Operation.LIST_OBJECTS)
                    .keys(OF_THE_EXPORT)
                    .times(2)),
            s3(FaultRule.on(new Fault.Latency(Duration.ofMillis(300))).withProbability(0.3)),
            s3(
                FaultRule.on(new Fault.SlowBody(1_000), Operation.GET_OBJECT)
                    .keys(OF_THE_EXPORT)
                    .withProbability(0.2)),
            s3(
                FaultRule.on(new Fault.TruncatedBody(100), Operation.GET_OBJECT)
                    .withProbability(0.2)),
            s3(
                FaultRule.on(
                        new Fault.LostAnswer(),
                        Operation.PUT_OBJECT,
                        Operation.COMPLETE_MULTIPART_UPLOAD,
                        Operation.DELETE_OBJECT,
                        Operation.DELETE_OBJECTS)
                    .withProbability(0.3)),
            s3(
                FaultRule.on(new Fault.StaleListing(Duration.ofSeconds(2)), Operation.LIST_OBJECTS)
                    .keys(OF_THE_EXPORT)),
            s3(
                FaultRule.on(new Fault.RepeatedListing(2), Operation.LIST_OBJECTS)
                    .keys(OF_THE_EXPORT)),
            s3(
                FaultRule.on(
                        new Fault.OmittedKeys(new KeyGlob("**7*.jsonl.gz")), Operation.LIST_OBJECTS)
                    .keys(OF_THE_EXPORT)),
            sqs(FaultRule.on(SqsErrors.throttled()).withProbability(0.4)),
            sqs(FaultRule.on(SqsErrors.internalError()).withProbability(0.3)),
            sqs(FaultRule.on(new Fault.ConnectionReset()).withProbability(0.2)),
            sqs(
                FaultRule.on(
                        new Fault.LostAnswer(),
                        Operation.RECEIVE_MESSAGE,
                        Operation.DELETE_MESSAGE_BATCH)
                    .withProbability(0.3)),
            sqs(FaultRule.on(SqsErrors.receiptHandlesExpired(0.5), Operation.DELETE_MESSAGE_BATCH)),
            sqs(FaultRule.on(SqsErrors.entriesFailed(0.5), Operation.DELETE_MESSAGE_BATCH)),
            event(new EventFault.Dropped(), 0.2),
            event(new EventFault.Duplicated(2), 0.3),
            event(new EventFault.Delayed(Duration.ofSeconds(2)), 0.3),
            event(new EventFault.Reordered(5), 0.5),
            event(new EventFault.ForeignBucket("another"), 0.2),
            event(new EventFault.ForeignKey("reports/of-something-else.csv"), 0.2),
            event(new EventFault.Malformed("{\"Records\":[{"), 0.2));
  }

  /** Arms some of them at random. */
  void arm() {
    int count = 1 + dice.nextInt(MOST_AT_ONCE);

    for (int i = 0; i < count; i++) {
      all.get(dice.nextInt(all.size())).run();
    }

    armed = true;
  }

  /** Ends all of them. */
  void calm() {
    if (armed) {
      armed = false;
      calmed = Instant.now();
    }

    world.calm();
  }

  /** Whether some fault may still be felt: one is armed, or was until so long ago. */
  boolean feltWithin(Duration time) {
    return armed || calmed.isAfter(Instant.now().minus(time));
  }

  /** How often each kind has struck. */
  Map<String, Long> struck() {
    Map<String, Long> struck = new TreeMap<>();
    count("s3 ", world.s3Proxy().journal(), struck);
    count("sqs ", world.sqsProxy().journal(), struck);
    world
        .notifications()
        .journal()
        .forEach(
            fault ->
                struck.merge("event " + fault.fault().getClass().getSimpleName(), 1L, Long::sum));
    return struck;
  }

  private static void count(String service, List<AppliedFault> journal, Map<String, Long> struck) {
    for (AppliedFault applied : journal) {
      String name =
          applied.fault() instanceof Fault.ErrorAnswer error
              ? error.status() + " " + error.code()
              : applied.fault().getClass().getSimpleName();
      struck.merge(service + name, 1L, Long::sum);
    }
  }

  private Runnable s3(FaultRule rule) {
    return () -> world.s3Proxy().apply(rule);
  }

  private Runnable sqs(FaultRule rule) {
    return () -> world.sqsProxy().apply(rule);
  }

  private Runnable event(EventFault fault, double probability) {
    return () -> world.notifications().apply(EventFaultRule.withProbability(fault, probability));
  }
}
