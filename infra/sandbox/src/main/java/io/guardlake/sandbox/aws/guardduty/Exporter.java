package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.world.AwsWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what is due into the destinations: what is new at the next five minutes, what has changed
 * or was unarchived at the next interval of the detector's frequency, what is archived never
 * (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html). It asks the
 * policies before each object. One finding is one object.
 */
public final class Exporter {
  private static final Duration NEW_WITHIN = Duration.ofMinutes(5);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final AwsWorld world;
  private final GuardDuty guardDuty;
  private final Publisher publisher;

  Exporter(AwsWorld world, GuardDuty guardDuty, Publisher publisher) {
    this.world = world;
    this.guardDuty = guardDuty;
    this.publisher = publisher;
  }

  /** Exports all that is due by the world's clock, and returns how many objects it wrote. */
  public int export() {
    synchronized (world) {
      guardDuty.settle();
      int written = 0;

      for (Detector detector : guardDuty.detectors()) {
        if (detector.destination != null && detector.status.equals("ENABLED")) {
          publisher.examine(detector);
          written += export(detector);
        }
      }

      return written;
    }
  }

  /**
   * Writes an object as GuardDuty's administrator in a region does, wherever its findings come
   * from, if the destination and the policies let it.
   *
   * @param key of the object, below the destination's prefix
   * @return whether it was written
   */
  public boolean publish(String region, String key, byte[] content) {
    Optional<Destination> destination;

    synchronized (world) {
      guardDuty.settle();
      destination =
          guardDuty.detectors().stream()
              .filter(detector -> detector.region.equals(region) && detector.destination != null)
              .findFirst()
              .filter(detector -> mayWrite(detector, key))
              .map(detector -> detector.destination);
    }

    destination.ifPresent(each -> publisher.write(each.bucket(), key, each.keyArn(), content));
    return destination.isPresent();
  }

  private boolean mayWrite(Detector detector, String key) {
    publisher.examine(detector);
    Destination destination = detector.destination;
    return destination.status() == Destination.Status.PUBLISHING
        && key.startsWith(destination.prefix())
        && publisher.access(detector, destination.bucket(), key, destination.keyArn())
            == Destination.Access.GRANTED;
  }

  private int export(Detector detector) {
    int written = 0;

    for (Finding finding : guardDuty.findings(detector)) {
      boolean publishes = detector.destination.status() == Destination.Status.PUBLISHING;

      if (publishes && isDue(finding, detector) && write(detector, finding)) {
        detector.destination.exported(finding);
        written++;
      }
    }

    return written;
  }

  private boolean isDue(Finding finding, Detector detector) {
    return detector
        .destination
        .due(finding)
        .map(
            due ->
                passed(
                    due.since(),
                    due.pace() == Destination.Pace.OF_UPDATES
                        ? interval(detector.frequency)
                        : NEW_WITHIN))
        .orElse(false);
  }

  /** Whether an interval, counted from midnight, has ended since. */
  private boolean passed(Instant since, Duration interval) {
    long seconds = interval.toSeconds();
    long end = (since.getEpochSecond() / seconds + 1) * seconds;
    return world.now().getEpochSecond() >= end;
  }

  private static Duration interval(String frequency) {
    return switch (frequency) {
      case "FIFTEEN_MINUTES" -> Duration.ofMinutes(15);
      case "ONE_HOUR" -> Duration.ofHours(1);
      default -> Duration.ofHours(6);
    };
  }

  private boolean write(Detector detector, Finding finding) {
    Destination destination = detector.destination;
    String key =
        "%sAWSLogs/%s/GuardDuty/%s/%s/%s.jsonl.gz"
            .formatted(
                destination.prefix(),
                finding.json().path("accountId").asText(),
                detector.region,
                DAY.format(world.now()),
                UUID.randomUUID());
    Destination.Access access =
        publisher.access(detector, destination.bucket(), key, destination.keyArn());

    if (access == Destination.Access.REFUSED) {
      destination.note(access, world.knobs(), world.now());
      return false;
    }

    publisher.write(destination.bucket(), key, destination.keyArn(), gzip(finding));
    return true;
  }

  private static byte[] gzip(Finding finding) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();

    try (GZIPOutputStream gzip = new GZIPOutputStream(content)) {
      gzip.write((finding.json() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException("Compressing into memory failed.", impossible);
    }

    return content.toByteArray();
  }
}
