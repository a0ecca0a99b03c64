package io.guardlake.jobs.source.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://sqs.eu-central-1.amazonaws.com/111122223333/findings, eu-central-1",
    "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/findings, cn-north-1",
    "https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/findings, us-gov-west-1",
    "https://sqs.us-east-1.api.aws/111122223333/findings, us-east-1",
    "https://ap-southeast-2.queue.amazonaws.com/111122223333/findings, ap-southeast-2",
  })
  void takesTheRegionFromTheUrl(String text, String region) {
    QueueUrl url = new QueueUrl(text);

    assertThat(url.region()).contains(region);
    assertThat(url.endpoint()).isEmpty();
  }

  @Test
  void asksOtherHostsAtTheirOwnAddress() {
    QueueUrl own = new QueueUrl("http://127.0.0.1:9324/000000000000/findings/");
    QueueUrl inVpc =
        new QueueUrl("https://vpce-0a1b-2c.sqs.us-east-2.vpce.amazonaws.com/111122223333/findings");

    assertThat(own.text()).isEqualTo("http://127.0.0.1:9324/000000000000/findings");
    assertThat(own.region()).isEmpty();
    assertThat(own.endpoint()).contains(URI.create("http://127.0.0.1:9324"));
    assertThat(inVpc.region()).contains("us-east-2");
    assertThat(inVpc.endpoint())
        .contains(URI.create("https://vpce-0a1b-2c.sqs.us-east-2.vpce.amazonaws.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "findings",
        "arn:aws:sqs:eu-central-1:111122223333:findings",
        "https://sqs.eu-central-1.amazonaws.com",
        "https://sqs.eu-central-1.amazonaws.com/findings",
        "s3://sqs.eu-central-1.amazonaws.com/111122223333/findings",
        "https://sqs.eu-central-1.amazonaws.com/111122223333/findings?Action=DeleteQueue",
        "https://user@sqs.eu-central-1.amazonaws.com/111122223333/findings",
        "https:// /111122223333/findings"
      })
  void showsTheRightFormOfWhatIsNoUrl(String text) {
    assertThatThrownBy(() -> new QueueUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("write https://sqs.REGION.amazonaws.com/ACCOUNT/NAME");
  }

  @Test
  void refusesAFifoQueue() {
    assertThatThrownBy(
            () -> new QueueUrl("https://sqs.eu-central-1.amazonaws.com/111122223333/f.fifo"))
        .hasMessageContaining("is a FIFO queue")
        .hasMessageContaining("make a standard queue");
  }
}
