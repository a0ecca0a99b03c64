package io.guardlake.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Kills, faults and jobs beside each other at random, and nothing lost or doubled at the end or on
 * the way. {@code -Dguardlake.chaos.seed=N} repeats a seed's choices, {@code
 * -Dguardlake.chaos.rounds=N} plays so many, {@code -Dguardlake.chaos.minutes=N} for so long.
 */
class ChaosTest {
  private static final int ROUNDS = 3;

  /** Not a temporary directory: what a failed seed leaves is for reading. */
  private final Path directory = Path.of("target", "chaos").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> nothingIsLostOrDoubled() {
    long first = setting("seed", Instant.now().getEpochSecond());
    Duration time = Duration.ofMinutes(setting("minutes", 0));
    long rounds = setting("rounds", time.isZero() ? ROUNDS : Long.MAX_VALUE);
    Instant end = Instant.now().plus(time);
    Report[] total = {Report.nothing("all rounds")};
    return Stream.iterate(first, seed -> seed + 1)
        .limit(rounds)
        .takeWhile(seed -> time.isZero() || Instant.now().isBefore(end))
        .map(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      System.out.println("chaos: seed " + seed + " begins");
                      Path place = directory.resolve(String.valueOf(seed));
                      Report report = new Round(Plan.of(seed), Installation.tested(), place).play();
                      Directories.delete(place);
                      total[0] = total[0].plus(report);
                      System.out.println("chaos: " + report);
                      System.out.println("chaos: so far, " + total[0]);
                    }));
  }

  private static long setting(String name, long otherwise) {
    String text = System.getProperty("guardlake.chaos." + name, "");
    return text.isBlank() ? otherwise : Long.parseLong(text.strip());
  }
}
