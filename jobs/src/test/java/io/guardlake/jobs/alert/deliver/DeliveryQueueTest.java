package io.guardlake.jobs.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.rule.DeliveryWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
  private static final DeliveryWish WISH = new DeliveryWish(4, Duration.ofHours(1), 2);

  private final List<DeadLetter> dead = new ArrayList<>();
  private final List<String> delivered = new ArrayList<>();
  private long now;

  @Test
  void deliversEachOnceInBatches() {
    DeliveryQueue queue = queue(3, 100);
    add(queue, 8);

    run(queue, message -> Outcome.delivered(), 0);

    assertThat(delivered).hasSize(8).doesNotHaveDuplicates();
    assertThat(queue.size()).isZero();
    assertThat(dead).isEmpty();
  }

  @Test
  void holdsToTheBytesOfARequest() {
    DeliveryQueue queue = new DeliveryQueue(WISH, new BatchLimits(10, 25), 100);
    add(queue, 5);

    assertThat(queue.next(now)).hasSize(2);
  }

  @Test
  void keepsToSoManyRequestsUnderWay() {
    DeliveryQueue queue = queue(1, 100);
    add(queue, 5);

    assertThat(queue.next(now)).hasSize(1);
    assertThat(queue.next(now)).hasSize(1);
    assertThat(queue.next(now)).isEmpty();
  }

  @Test
  void oneMessageThatIsNeverTakenDoesNotHoldUpTheOthers() {
    DeliveryQueue queue = queue(1, 100);

    for (int minute = 0; minute < 10; minute++) {
      now = minute * 60_000L;
      add(queue, minute * 4, 4);
      run(
          queue,
          message -> message.id().equals("m3") ? Outcome.later("no") : Outcome.delivered(),
          now + 59_000);
    }

    assertThat(delivered).hasSize(39);
    assertThat(dead).extracting(letter -> letter.message().id()).containsExactly("m3");
    assertThat(dead.get(0).reason()).isEqualTo(DeadLetter.Reason.TRIES_SPENT);
    assertThat(dead.get(0).detail()).isEqualTo("no");
  }

  @Test
  void halfOfABatchThatFailsIsSentAgainAlone() {
    DeliveryQueue queue = queue(10, 100);
    add(queue, 10);
    Set<String> failedOnce = new HashSet<>();

    run(
        queue,
        message ->
            Integer.parseInt(message.id().substring(1)) % 2 == 0 && failedOnce.add(message.id())
                ? Outcome.later("throttled")
                : Outcome.delivered(),
        60_000);

    assertThat(delivered).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void losesNothingWhereTheSinkIsDownForTenMinutes() {
    DeliveryQueue queue = queue(1, 100);
    add(queue, 50);

    int requests =
        run(
            queue,
            message -> now < 600_000 ? Outcome.later("down") : Outcome.delivered(),
            3_000_000);

    assertThat(delivered).hasSize(50);
    assertThat(dead).isEmpty();
    assertThat(requests).as("a sink that is down is left alone").isLessThan(50 + 60);
  }

  @Test
  void givesUpWhatIsTooOld() {
    DeliveryQueue queue = queue(1, 100);
    add(queue, 5);

    run(queue, message -> Outcome.later("down"), 10_000_000);

    assertThat(dead).hasSize(5).allMatch(each -> each.reason() == DeadLetter.Reason.TOO_LATE);
    assertThat(queue.size()).isZero();
  }

  @Test
  void givesUpWhatIsRefusedAtOnce() {
    DeliveryQueue queue = queue(1, 100);
    add(queue, 2);

    run(queue, message -> new Outcome.Refused("400"), 0);

    assertThat(dead).hasSize(2).allMatch(each -> each.tries() == 1);
  }

  @Test
  void keepsNoMoreThanItsBound() {
    DeliveryQueue queue = queue(1, 3);
    add(queue, 5);

    assertThat(dead)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.QUEUE_FULL, DeadLetter.Reason.QUEUE_FULL);
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void waitsAsLongAsTheSinkAsks() {
    DeliveryQueue queue = queue(1, 100);
    add(queue, 1);
    queue.settle(queue.next(0), List.of(new Outcome.Later("429", Duration.ofMinutes(2))), 0, dead);

    assertThat(queue.next(119_999)).isEmpty();
    assertThat(queue.wakeAt()).hasValue(120_000);
    assertThat(queue.next(120_000)).hasSize(1);
  }

  /** Whatever a sink does, every message is delivered or a dead letter, once. */
  @Property(tries = 200)
  void everyMessageEndsOnce(@ForAll long seed) {
    Random random = new Random(seed);
    dead.clear();
    delivered.clear();
    now = 0;
    DeliveryQueue queue = queue(1 + random.nextInt(5), 30);
    int count = 1 + random.nextInt(40);
    add(queue, count);

    run(
        queue,
        message ->
            switch (random.nextInt(4)) {
              case 0 -> Outcome.later("no");
              case 1 -> new Outcome.Refused("never");
              default -> Outcome.delivered();
            },
        100_000_000);

    List<String> ended = new ArrayList<>(delivered);
    dead.forEach(letter -> ended.add(letter.message().id()));
    assertThat(ended).as("seed %d", seed).hasSize(count).doesNotHaveDuplicates();
    assertThat(queue.size()).isZero();
  }

  private static DeliveryQueue queue(int messages, int mostWaiting) {
    return new DeliveryQueue(WISH, new BatchLimits(messages, 1_000_000), mostWaiting);
  }

  private void add(DeliveryQueue queue, int count) {
    add(queue, 0, count);
  }

  private void add(DeliveryQueue queue, int first, int count) {
    for (int i = first; i < first + count; i++) {
      queue.add(new Message("m" + i, "i", "r", Map.of(), new byte[10], 0, 0), dead);
    }
  }

  /** Runs until nothing is left or the time is over; gives the number of requests. */
  private int run(DeliveryQueue queue, Function<Message, Outcome> sink, long until) {
    int requests = 0;

    while (true) {
      List<List<Message>> batches = new ArrayList<>();

      for (List<Message> next = queue.next(now); !next.isEmpty(); next = queue.next(now)) {
        batches.add(next);
      }

      for (List<Message> batch : batches) {
        requests++;
        List<Outcome> outcomes = batch.stream().map(sink).toList();

        for (int i = 0; i < batch.size(); i++) {
          if (outcomes.get(i) instanceof Outcome.Delivered) {
            delivered.add(batch.get(i).id());
          }
        }

        queue.settle(batch, outcomes, now, dead);
      }

      if (queue.wakeAt().isEmpty() || now > until) {
        return requests;
      }

      now = Math.max(now, queue.wakeAt().getAsLong());
    }
  }
}
