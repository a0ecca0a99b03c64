package io.guardlake.jobs.source.queue;

import static io.guardlake.jobs.source.queue.Messages.inSns;
import static io.guardlake.jobs.source.queue.Messages.ofEventBridge;
import static io.guardlake.jobs.source.queue.Messages.ofS3;
import static io.guardlake.jobs.source.queue.Messages.record;
import static io.guardlake.jobs.source.queue.Messages.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.queue.S3Notification.Events;
import io.guardlake.jobs.source.queue.S3Notification.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3NotificationTest {
  private static final CreatedObject OBJECT =
      new CreatedObject(
          "bucket", "AWSLogs/a b+c/ä.jsonl.gz", "d41d8cd98f00b204e9800998ecf8427e-2", 7);
  private static final String MESSAGE =
      ofS3(OBJECT.bucket(), OBJECT.key(), OBJECT.etag(), OBJECT.size());
  private static final String EVENT =
      ofEventBridge("Object Created", OBJECT.bucket(), OBJECT.key(), OBJECT.etag(), OBJECT.size());

  @Test
  void readsWhatS3WritesWithItsKeyDecoded() {
    assertThat(MESSAGE).contains("a+b%2Bc");
    assertThat(S3Notification.parse(MESSAGE)).isEqualTo(new Events(List.of(OBJECT), 0));
  }

  @Test
  void readsWhatSnsWraps() {
    assertThat(S3Notification.parse(inSns(MESSAGE))).isEqualTo(new Events(List.of(OBJECT), 0));
    assertThat(S3Notification.parse(inSns(EVENT))).isEqualTo(new Events(List.of(OBJECT), 0));
  }

  @Test
  void readsWhatEventBridgeWritesWithItsKeyAsItIs() {
    assertThat(S3Notification.parse(EVENT)).isEqualTo(new Events(List.of(OBJECT), 0));
  }

  @Test
  void readsSeveralRecordsAndCountsWhatIsNoCreation() {
    String message =
        records(
            record("ObjectCreated:CompleteMultipartUpload", "b", "one", "e1", 1),
            record("ObjectRemoved:Delete", "b", "two", "e2", 2),
            record("s3:ObjectCreated:Copy", "b", "three", "e3", 3));

    assertThat(S3Notification.parse(message))
        .isEqualTo(
            new Events(
                List.of(
                    new CreatedObject("b", "one", "e1", 1),
                    new CreatedObject("b", "three", "e3", 3)),
                1));
    assertThat(S3Notification.parse(ofEventBridge("Object Deleted", "b", "k", "e", 1)))
        .isEqualTo(new Events(List.of(), 1));
  }

  @Test
  void knowsTheTestEventThroughSnsToo() {
    String test = Messages.test("bucket");

    assertThat(S3Notification.parse(test)).isEqualTo(new S3Notification.Test());
    assertThat(S3Notification.parse(inSns(test))).isEqualTo(new S3Notification.Test());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{}",
        "{\"Records\":[]}",
        "{\"Records\":{}}",
        "{\"Records\":[7]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{}}",
        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\"}"
      })
  void refusesWhatIsNoNotification(String body) {
    assertThat(S3Notification.parse(body)).isInstanceOf(Unreadable.class);
  }

  @Test
  void refusesWhatS3CouldNotHave() {
    assertUnreadable(ofS3("b", "k".repeat(1025), "e", 1));
    assertUnreadable(ofS3("b", "k", "e\\nX-Header: y", 1));
    assertUnreadable(ofS3("b", "k", "e", -1));
    assertUnreadable(ofS3("b", "k", "e", Long.MAX_VALUE));
    assertUnreadable(ofS3("b", "k", "e", 1).replace("\"size\":1", "\"size\":99999999999999999999"));
    assertUnreadable(MESSAGE.replace("AWSLogs", "%zz"));
    assertUnreadable(MESSAGE.replace("\"size\":7", "\"size\":7,\"size\":8"));
    assertUnreadable(MESSAGE + "{}");
    assertUnreadable(MESSAGE.substring(0, MESSAGE.length() - 1));
    assertUnreadable(inSns(inSns(MESSAGE)));
    assertUnreadable("{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    assertUnreadable(
        "{\"x\":\"" + "y".repeat(NotificationReader.MAX_BODY) + "\"," + MESSAGE.substring(1));
  }

  private static void assertUnreadable(String body) {
    assertThat(S3Notification.parse(body)).isInstanceOf(Unreadable.class);
  }

  @Property(tries = 2000)
  void anyBytesAreReadWithoutAnException(@ForAll byte[] bytes) {
    String body = new String(bytes, StandardCharsets.ISO_8859_1);

    assertThat(S3Notification.parse(body)).isInstanceOf(Unreadable.class);
    assertThat(S3Notification.parse("{\"Records\":" + body)).isInstanceOf(Unreadable.class);
  }

  @Property(tries = 2000)
  void damagedMessagesAreReadWithoutAnException(
      @ForAll("messages") String message,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(max = 20) int cut,
      @ForAll char put) {
    int from = at % message.length();
    int to = Math.min(message.length(), from + cut);

    S3Notification parsed =
        S3Notification.parse(message.substring(0, from) + put + message.substring(to));

    assertThat(parsed).isNotNull();
    // What is said about a stranger's text must hold none of it.
    if (parsed instanceof Unreadable unreadable) {
      assertThat(unreadable.why()).doesNotContain(String.valueOf('\u0000')).matches("[ -~]{1,200}");
    }
  }

  @Provide
  Arbitrary<String> messages() {
    return Arbitraries.of(MESSAGE, EVENT, inSns(MESSAGE), Messages.test("bucket"));
  }

  @Property(tries = 500)
  void everyKeyComesBackAsItWas(@ForAll("keys") String key) {
    assertThat(S3Notification.parse(ofS3("bucket", key, "e", 1)))
        .isEqualTo(new Events(List.of(new CreatedObject("bucket", key, "e", 1)), 0));
  }

  @Provide
  Arbitrary<String> keys() {
    // Everything but half of a surrogate pair.
    return Arbitraries.strings()
        .withCharRange('\u0000', '\ud7ff')
        .withCharRange('\ue000', '\uffff')
        .ofMinLength(1)
        .ofMaxLength(200);
  }
}
