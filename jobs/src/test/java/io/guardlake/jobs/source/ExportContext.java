package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.Messages;
import io.guardlake.jobs.source.queue.QueueUrl;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A bucket for one test of Flink's contract, followed by one of the feeds. What Flink calls a split
 * is the objects of one writer; the data of each write is one object's lines and its end.
 */
final class ExportContext implements DataStreamSourceExternalContext<String> {
  /** How objects are found. */
  enum Feed {
    LIST,
    /** By messages alone: the listing is blind. */
    SQS
  }

  private static final String DAY = "2026-03-10";
  private static final int LINES = 50;

  private final LocalAws aws;
  private final Feed feed;
  private final String bucket = "export-" + UUID.randomUUID();
  private final String queue;

  ExportContext(LocalAws aws, Feed feed) {
    this.aws = aws;
    this.feed = feed;
    aws.s3().createBucket(request -> request.bucket(bucket));
    this.queue =
        feed == Feed.SQS ? aws.createQueue(QueueSettings.named(bucket.substring(0, 20))) : null;
  }

  @Override
  public Source<String, ?, ?> createSource(TestingSourceSettings contract) {
    boolean bounded = contract.getBoundedness() == Boundedness.BOUNDED;

    if (bounded && feed == Feed.SQS) {
      throw new UnsupportedOperationException("A queue has no end, so no bounded source has one");
    }

    ReadMode mode =
        bounded
            ? ReadMode.Bounded.allDays()
            : new ReadMode.Continuous(Duration.ofDays(2), Duration.ofMillis(100), null);
    ExportSourceSettings settings =
        ExportSourceSettings.of(
                UUID.randomUUID().toString(), List.of(SourceUri.parse("s3://" + bucket)), mode)
            .withClock(() -> Instant.parse(DAY + "T12:00:00Z").toEpochMilli());

    if (feed == Feed.LIST) {
      return new TextSource(new ExportSource(settings, ObjectStoreFactory.standard()));
    }

    QueueLimits limits =
        new QueueLimits(
            2, Duration.ofSeconds(1), Duration.ofSeconds(5), 1000, Duration.ofSeconds(1));
    return new TextSource(
        new ExportSource(
            settings.withQueue(
                io.guardlake.jobs.source.QueueSettings.of(new QueueUrl(queue)).withLimits(limits)),
            BlindStore.factory()));
  }

  @Override
  public ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
      TestingSourceSettings contract) {
    return new ExternalSystemSplitDataWriter<>() {
      @Override
      public void writeRecords(List<String> records) {
        write(records);
      }

      @Override
      public void close() {}
    };
  }

  private void write(List<String> records) {
    List<String> lines = records.subList(0, records.size() - 1);
    String key = ExportTree.key(DAY, records.get(records.size() - 1).replace("end of ", ""));
    byte[] body = ExportTree.gzip(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    String etag =
        aws.s3()
            .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body))
            .eTag()
            .replace("\"", "");

    if (feed == Feed.SQS) {
      String message = Messages.ofS3(bucket, key, etag, body.length);
      // Twice, as S3 may.
      aws.sqs().sendMessage(request -> request.queueUrl(queue).messageBody(message));
      aws.sqs().sendMessage(request -> request.queueUrl(queue).messageBody(message));
    }
  }

  @Override
  public List<String> generateTestData(TestingSourceSettings contract, int splitIndex, long seed) {
    String name = splitIndex + "-" + UUID.randomUUID();
    List<String> records = new ArrayList<>();

    for (int i = 0; i < LINES; i++) {
      records.add("line " + i + " of " + name);
    }

    records.add(TextSource.end(name));
    return records;
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  @Override
  public List<URL> getConnectorJarPaths() {
    return List.of();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return feed.name();
  }
}
