package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import java.time.Duration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class TriesTest {
  private final StoreException slowDown =
      new StoreException(StoreProblem.THROTTLED, "S3 asks for fewer requests.", null);

  private long now;
  private final StoreHealth health = new StoreHealth(() -> now);

  private Tries tries(Duration giveUpAfter) {
    return new Tries(
        FetchLimits.standard().withGiveUpAfter(giveUpAfter),
        new ReaderMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup(), () -> 0),
        health);
  }

  private void advance(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aTryMayTakeAsLongAsIsLeft() throws StoreException {
    Tries tries = tries(Duration.ofMinutes(10));
    assertThat(tries.begun()).isEqualTo(Duration.ofMinutes(10));

    advance(Duration.ofMinutes(4));
    Duration unused = tries.failed(slowDown);
    advance(Duration.ofMinutes(2));
    assertThat(tries.begun()).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  void countsTheTimeThatTheFirstTryTook() {
    Tries tries = tries(Duration.ofMinutes(10));
    Duration unused = tries.begun();
    advance(Duration.ofMinutes(10));

    assertThatThrownBy(() -> tries.failed(slowDown))
        .hasMessage("Nothing helped for 600 seconds. S3 asks for fewer requests.");
  }

  @Test
  void theLastTryIsWhenItIsTimeToGiveUpAndNotAPauseLater() throws StoreException {
    Tries tries = tries(Duration.ofSeconds(2));
    Duration unused = tries.begun();
    assertThat(tries.failed(slowDown)).isEqualTo(Duration.ofMillis(500));
    assertThat(tries.failed(slowDown)).isEqualTo(Duration.ofSeconds(1));
    advance(Duration.ofMillis(1500));
    assertThat(tries.failed(slowDown)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void whatWasReadBeforeIsNoTimeOfFailing() throws StoreException {
    Tries tries = tries(Duration.ofMinutes(10));
    Duration unused = tries.begun();
    advance(Duration.ofMinutes(30));
    tries.succeeded();
    advance(Duration.ofMinutes(1));

    assertThat(tries.failed(slowDown)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aShortLimitLeavesTimeForATry() {
    assertThat(tries(Duration.ofMillis(10)).begun()).isEqualTo(Duration.ofSeconds(5));
  }
}
