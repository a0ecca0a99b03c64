package io.guardlake.jobs.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseProcessTest {
  @Test
  void thisProcessIsThere() {
    assertThat(LeaseProcess.current().isGone()).isFalse();
  }

  @Test
  void aProcessThatEndedIsGone() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "-version").start();
    LeaseProcess ended =
        new LeaseProcess(LeaseProcess.current().machine(), process.pid(), Instant.now());
    process.waitFor();

    assertThat(ended.isGone()).isTrue();
  }

  @Test
  void aLaterProcessOfTheSameIdIsAnother() {
    LeaseProcess self = LeaseProcess.current();

    assertThat(
            new LeaseProcess(
                    self.machine(), self.pid(), self.startedAt().minus(Duration.ofMinutes(1)))
                .isGone())
        .isTrue();
  }

  @Test
  void nothingIsKnownOfAnotherMachine() {
    assertThat(new LeaseProcess("elsewhere//", 1_000_000_000, Instant.EPOCH).isGone()).isFalse();
  }
}
