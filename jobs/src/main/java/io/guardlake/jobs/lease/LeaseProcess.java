package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, so that another one can tell whether it is still there.
 *
 * @param machine where it runs: the host's name and, on Linux, its boot and the namespace that the
 *     process id is of. Two containers on one machine are two machines, because one cannot see the
 *     other's processes
 * @param pid its process id there
 * @param startedAt when it began, which tells it from a later process of the same id; the epoch if
 *     the system does not say
 */
public record LeaseProcess(String machine, long pid, Instant startedAt) {
  /** Systems compute the start from a clock that may be set in between. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  public LeaseProcess {
    requireNonNull(machine, "machine is null");
    requireNonNull(startedAt, "startedAt is null");
  }

  /** This process. */
  public static LeaseProcess current() {
    ProcessHandle self = ProcessHandle.current();
    return new LeaseProcess(thisMachine(), self.pid(), start(self));
  }

  /**
   * Whether it is known to be gone. False for a process of another machine, of which nothing is
   * known from here.
   */
  public boolean isGone() {
    if (!machine.equals(thisMachine())) {
      return false;
    }

    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isEmpty() || isAnother(start(found.get()));
  }

  private boolean isAnother(Instant start) {
    boolean known = !start.equals(Instant.EPOCH) && !startedAt.equals(Instant.EPOCH);
    return known && Duration.between(start, startedAt).abs().compareTo(TOLERANCE) > 0;
  }

  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String thisMachine() {
    return "%s/%s/%s".formatted(hostName(), bootId(), pidNamespace());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String pidNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
