package io.guardlake.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.failover.ExponentialDelayRestartBackoffTimeStrategy;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.junit.jupiter.api.Test;

class LocalConfigurationTest {
  /** A number for the whole life of a run would end one of months by its fourth bad moment. */
  @Test
  void aRunThatWentWellForTenMinutesHasAllOfItsThreeRestartsAgain() {
    JobSettings settings =
        JobSettings.of(
            OptionValues.resolve(
                JobKind.INGEST,
                Map.of("source", "s3://export", "output", "file:///lake", "state", "file:///state"),
                Map.of(),
                Map.of()));
    Configuration configuration =
        LocalConfiguration.of(settings, new StateDirectory("file:///state"), Optional.empty());

    assertThat(
            RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                    configuration, configuration, true)
                .create())
        .isInstanceOf(ExponentialDelayRestartBackoffTimeStrategy.class)
        .asString()
        .contains("initialBackoffMS=2000")
        .contains("resetBackoffThresholdMS=600000")
        .contains("attemptsBeforeResetBackoff=3");
  }
}
