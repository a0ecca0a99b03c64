package io.guardlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobSettingsTest {
  private static final Map<String, String> INGEST =
      Map.of("source", "file:///in", "output", "file:///out", "state", "file:///state");
  private static final Map<String, String> BACKFILL =
      Map.of("source", "file:///in", "output", "file:///out");

  @Test
  void ingestHasItsDefaults() {
    JobSettings settings = settings(JobKind.INGEST, INGEST);

    assertThat(settings.sources()).containsExactly("file:///in");
    assertThat(settings.database()).isEqualTo("guardlake");
    assertThat(settings.lookBack()).isEqualTo(Duration.ofDays(2));
    assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.maxPoll()).isNull();
    assertThat(settings.reconcile())
        .isEqualTo(
            Map.of(
                Duration.ofHours(6), Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(30)));
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.queueUrl()).isNull();
    assertThat(settings.queueVisibility()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.stopWhenIdle()).isNull();
    assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.failOnObjectError()).isFalse();
    assertThat(settings.maxLineBytes()).isEqualTo(16 << 20);
    assertThat(settings.maxObjectBytes()).isEqualTo(1L << 30);
    assertThat(settings.maxDepth()).isEqualTo(100);
    assertThat(settings.remember()).isEqualTo(Duration.ofDays(120));
    assertThat(settings.fileSize()).isEqualTo(256L << 20);
    assertThat(settings.compressionLevel()).isEqualTo(1);
    assertThat(settings.accounts()).isEmpty();
    assertThat(settings.parallelism()).isBetween(1, 8);
  }

  @Test
  void backfillTakesAManifestAndIngestDoesNot() {
    Map<String, String> arguments = new HashMap<>(BACKFILL);
    arguments.put("manifest", "s3://b/manifest.json");
    arguments.put("give-up-after", "90s");
    JobSettings settings = settings(JobKind.BACKFILL, arguments);

    assertThat(settings.manifest()).isEqualTo("s3://b/manifest.json");
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings(JobKind.INGEST, INGEST).manifest()).isNull();
    assertThat(JobOption.MANIFEST.appliesTo(JobKind.INGEST)).isFalse();
  }

  @Test
  void ingestTakesEveryOption() {
    Map<String, String> arguments = new HashMap<>(INGEST);
    arguments.put("source", "file:///a,s3://b/c");
    arguments.put("catalog", "rest:http://localhost");
    arguments.put("database", "security");
    arguments.put("look-back", "5d");
    arguments.put("poll", "500ms");
    arguments.put("max-poll", "10m");
    arguments.put("reconcile", "1h:3d");
    arguments.put("give-up-after", "2h");
    arguments.put("feed", "sqs");
    arguments.put("queue-url", "https://sqs.eu-central-1.amazonaws.com/111122223333/q");
    arguments.put("queue-visibility", "90s");
    arguments.put("stop-when-idle", "3s");
    arguments.put("bootstrap", "true");
    arguments.put("checkpoint-interval", "1m");
    arguments.put("parallelism", "3");
    arguments.put("accounts", "111122223333, 444455556666");
    arguments.put("on-object-error", "fail");
    arguments.put("max-line", "1MiB");
    arguments.put("max-object", "2GiB");
    arguments.put("max-depth", "20");
    arguments.put("remember", "7d");
    arguments.put("file-size", "64MiB");
    arguments.put("compression-level", "9");

    JobSettings settings = settings(JobKind.INGEST, arguments);

    assertThat(settings.sources()).containsExactly("file:///a", "s3://b/c");
    assertThat(settings.catalog()).isEqualTo("rest:http://localhost");
    assertThat(settings.database()).isEqualTo("security");
    assertThat(settings.lookBack()).isEqualTo(Duration.ofDays(5));
    assertThat(settings.poll()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.maxPoll()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.reconcile()).isEqualTo(Map.of(Duration.ofHours(1), Duration.ofDays(3)));
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.queueUrl())
        .isEqualTo("https://sqs.eu-central-1.amazonaws.com/111122223333/q");
    assertThat(settings.queueVisibility()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.stopWhenIdle()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.bootstrap()).isTrue();
    assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.parallelism()).isEqualTo(3);
    assertThat(settings.accounts()).isEqualTo(Set.of("111122223333", "444455556666"));
    assertThat(settings.failOnObjectError()).isTrue();
    assertThat(settings.maxLineBytes()).isEqualTo(1 << 20);
    assertThat(settings.maxObjectBytes()).isEqualTo(2L << 30);
    assertThat(settings.maxDepth()).isEqualTo(20);
    assertThat(settings.remember()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.fileSize()).isEqualTo(64L << 20);
    assertThat(settings.compressionLevel()).isEqualTo(9);
  }

  @Test
  void backfillTakesARangeOfDays() {
    JobSettings settings =
        settings(JobKind.BACKFILL, with(BACKFILL, "from", "2026-01-02", "to", "2026-01-02"));

    assertThat(settings.from()).isEqualTo(LocalDate.of(2026, 1, 2));
    assertThat(settings.to()).isEqualTo(LocalDate.of(2026, 1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          parallelism         | 0          | --parallelism is '0'; it must be a whole number of at least 1.
          checkpoint-interval | soon       | --checkpoint-interval is 'soon'; it must be a duration
          checkpoint-interval | 0s         | --checkpoint-interval is '0'; it must be longer than nothing.
          on-object-error     | ignore     | --on-object-error is 'ignore'; it must be quarantine or fail.
          max-line            | 3GiB       | --max-line is '3GiB'; it must be between 1 byte and 1GiB.
          file-size           | big        | --file-size is 'big'; it must be a size
          compression-level   | 23         | --compression-level is '23'; it must be from 1 to 22.
          from                | yesterday  | --from is 'yesterday'; it must be a day such as 2026-01-31.
          """)
  void refusesWhatItCannotRead(String key, String value, String sentence) {
    assertThatThrownBy(() -> settings(JobKind.BACKFILL, with(BACKFILL, key, value)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reconcile | 6h        | it must be like 6h:7d, which is every 6 hours 7 days back.
          reconcile | 6h:12h    | it must be a day back at least, and each pace once.
          reconcile | 0s:7d     | it must be longer than nothing.
          reconcile | 6h:7d,6h:9d | it must be a day back at least, and each pace once.
          max-poll  | 1s        | --max-poll is shorter than --poll
          """)
  void refusesPacesThatMakeNoSense(String key, String value, String sentence) {
    assertThatThrownBy(() -> settings(JobKind.INGEST, with(INGEST, key, value)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void looksForNoLateObjectsWhereNoneAreWanted() {
    assertThat(settings(JobKind.INGEST, with(INGEST, "reconcile", "none")).reconcile()).isEmpty();
  }

  @Test
  void refusesADayRangeThatRunsBackwards() {
    assertThatThrownBy(
            () ->
                settings(
                    JobKind.BACKFILL, with(BACKFILL, "from", "2026-02-01", "to", "2026-01-01")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--from 2026-02-01 is after --to 2026-01-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka |           | --feed is 'kafka'; it must be list or sqs.
          sqs   |           | --feed sqs needs --queue-url URL
          list  | https://q | --queue-url is followed with --feed sqs alone
                | https://q | --queue-url is followed with --feed sqs alone
          """)
  void refusesAFeedThatDoesNotFitItsQueue(String feed, String url, String sentence) {
    Map<String, String> arguments = new HashMap<>(INGEST);
    arguments.put("feed", feed);
    arguments.put("queue-url", url);

    assertThatThrownBy(() -> settings(JobKind.INGEST, arguments))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "13h"})
  void refusesAVisibilityThatSqsDoesNotTake(String visibility) {
    assertThatThrownBy(() -> settings(JobKind.INGEST, with(INGEST, "queue-visibility", visibility)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("it must be from 2s to 12h");
  }

  @Test
  void refusesIngestWithoutState() {
    assertThatThrownBy(() -> settings(JobKind.INGEST, BACKFILL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ingest needs --state");
  }

  @Test
  void refusesOptionsOfAnotherJob() {
    assertThatThrownBy(() -> settings(JobKind.BACKFILL, with(BACKFILL, "poll", "1s")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("backfill has no option 'poll'");
  }

  @Test
  void prefersArgumentsToEnvironmentToFileToDefaults(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("guardlake.properties");
    Files.write(file, List.of("poll=1s", "look-back=4d", "max-depth=50"));
    Map<String, String> environment =
        Map.of("GUARDLAKE_POLL", "2s", "GUARDLAKE_LOOK_BACK", "5d", "GUARDLAKE_CONFIG", "" + file);

    JobSettings settings =
        JobSettings.of(
            OptionValues.resolve(
                JobKind.INGEST, with(INGEST, "poll", "3s"), environment, Map.of("max-depth", "9")));

    assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.lookBack()).isEqualTo(Duration.ofDays(5));
    assertThat(settings.maxDepth()).isEqualTo(50);
    assertThat(settings.database()).isEqualTo("guardlake");
  }

  private static JobSettings settings(JobKind job, Map<String, String> arguments) {
    return JobSettings.of(OptionValues.resolve(job, arguments, Map.of(), Map.of()));
  }

  private static Map<String, String> with(Map<String, String> base, String... pairs) {
    Map<String, String> all = new HashMap<>(base);

    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }

    return all;
  }
}
