package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.deliver.BlockingAlertClient;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A producer, made anew where it cannot go on. A broker that is down when the job starts is no
 * error of the job.
 */
final class KafkaClient extends BlockingAlertClient {
  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private Producer<byte[], byte[]> producer;
  private boolean closed;

  KafkaClient(String topic, int requests, Supplier<Producer<byte[], byte[]>> producers) {
    super(requests);
    this.topic = topic;
    this.producers = producers;
    // A secret that is not there is said at once.
    this.producer = producers.get();
  }

  @Override
  protected List<Outcome> deliver(List<Message> messages) {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    Outcome rest = null;

    try {
      Producer<byte[], byte[]> sending = producer();

      for (Message message : messages) {
        Future<RecordMetadata> answer = sending.send(KafkaRecords.of(topic, message));
        answers.add(answer);

        // With no broker in sight each call waits for one until it fails; the rest need not.
        if (answer.isDone() && outcome(answer) instanceof Outcome.Later later) {
          rest = later;
          break;
        }
      }
    } catch (KafkaException | IllegalStateException e) {
      if (e instanceof InterruptException) {
        Thread.currentThread().interrupt();
      }

      rest = outcome(e);
    }

    List<Outcome> outcomes = new ArrayList<>();
    answers.forEach(answer -> outcomes.add(outcome(answer)));

    while (outcomes.size() < messages.size()) {
      outcomes.add(rest);
    }

    return outcomes;
  }

  @Override
  public void close() {
    super.close();

    synchronized (this) {
      closed = true;

      if (producer != null) {
        producer.close(Duration.ZERO);
      }
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null && !closed) {
      producer = producers.get();
    }

    if (closed) {
      throw new IllegalStateException("the client is closed");
    }

    return producer;
  }

  /** An idempotent producer may come to an end that only a new one goes past. */
  private synchronized void forget() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private Outcome outcome(Future<RecordMetadata> answer) {
    try {
      answer.get();
      return Outcome.delivered();
    } catch (ExecutionException e) {
      return outcome(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.later("It was not waited for.");
    }
  }

  private Outcome outcome(Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new Outcome.Refused(
          "Its record is larger than the topic or the broker takes; raise max.message.bytes.");
    }

    if (failure instanceof ApiException && !(failure instanceof RetriableException)) {
      forget();
    }

    // What concerns the topic, the rights or the network can be mended, and then it goes.
    return Outcome.later(
        "Kafka did not take it (%s).".formatted(failure.getClass().getSimpleName()));
  }
}
