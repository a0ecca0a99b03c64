package io.guardlake.jobs.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.LocalAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClockSkewTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @Test
  void saysByHowMuchThisMachineIsOffFromS3() throws Exception {
    try (LocalAws aws = LocalAws.start()) {
      aws.s3().createBucket(request -> request.bucket("clocks"));

      assertThat(sentenceOf(Duration.ofMinutes(61)))
          .contains("This machine's clock is 1 h ")
          .contains("ahead of S3's clock", "set it by a time server");
      assertThat(sentenceOf(Duration.ofMinutes(-61))).contains("behind S3's clock");
      assertThat(sentenceOf(Duration.ofSeconds(90))).isEmpty();
    }
  }

  private static String sentenceOf(Duration ahead) throws StoreException {
    ClockSkew clock = new ClockSkew(Clock.offset(Clock.systemUTC(), ahead));

    try (S3ObjectStore store =
        new S3ObjectStore((SourceUri.Bucket) SourceUri.parse("s3://clocks"), 1, clock)) {
      store.check();
    }

    return clock.sentence().orElse("");
  }

  @Test
  void noticesFilesThatAreWrittenInTheFuture() {
    ClockSkew clock = new ClockSkew(Clock.fixed(NOW, ZoneOffset.UTC));

    clock.wroteAt(NOW.plusSeconds(60).toEpochMilli());
    clock.wroteAt(NOW.minus(Duration.ofDays(400)).toEpochMilli());
    assertThat(clock.sentence()).isEmpty();

    clock.wroteAt(NOW.plus(Duration.ofMinutes(60)).toEpochMilli());
    assertThat(clock.sentence().orElseThrow())
        .contains("1 h 0 min behind the clock by which the newest files were written");
  }
}
