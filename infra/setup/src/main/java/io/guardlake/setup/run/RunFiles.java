package io.guardlake.setup.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.aws.Backups;
import io.guardlake.setup.plan.PolicyTarget;
import io.guardlake.setup.policy.PolicyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The folder where a setup keeps its journals, the policies as they were before, and which regions'
 * principals AWS does not know. Losing it loses no state: plans are made from what is there.
 */
final class RunFiles {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final AtomicInteger STAMPS = new AtomicInteger();
  private static final String JOURNAL = ".journal.jsonl";
  private static final String REJECTED = "rejected-principals.txt";

  private final Path directory;
  private final InstantSource clock;

  RunFiles(Path directory, InstantSource clock) {
    this.directory = requireNonNull(directory, "directory is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  Journal journal(String setup, String plan, String config) {
    return Journal.begin(
        made().resolve(stamp() + "-" + setup + JOURNAL), clock, setup, plan, config);
  }

  /** The newest journal of the doing of a plan, whole or not. */
  Optional<JournalReader> journalOf(PlanFile plan) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }

    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(JOURNAL))
          .sorted()
          .flatMap(file -> JournalReader.readBegun(file).stream())
          .filter(journal -> journal.isOf(plan))
          .reduce((one, other) -> other);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Keeps each policy in a file of its own, which is never written over. */
  Backups backups() {
    return (target, before) -> {
      try {
        Files.writeString(
            made().resolve(stamp() + "-" + name(target)),
            before,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw failed(e);
      }
    };
  }

  private static String name(PolicyTarget target) {
    String resource = target.resource().replaceAll("[^a-zA-Z0-9.-]+", "_");
    return "%s-policy-%s.json"
        .formatted(target.kind() == PolicyKind.KEY ? "key" : "bucket", resource);
  }

  /** Regions whose GuardDuty AWS did not know when last tried; delete the file to try again. */
  Set<String> rejectedPrincipals() {
    Path file = directory.resolve(REJECTED);

    try {
      return Files.exists(file)
          ? new TreeSet<>(Files.readAllLines(file, StandardCharsets.UTF_8))
          : Set.of();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void keepRejectedPrincipals(Set<String> regions) {
    try {
      Files.write(
          made().resolve(REJECTED), List.copyOf(new TreeSet<>(regions)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Path made() {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Two that begin in the same millisecond must not meet, in one process or in two. */
  private String stamp() {
    return "%s-%d-%03d"
        .formatted(
            STAMP.format(clock.instant()), ProcessHandle.current().pid(), STAMPS.incrementAndGet());
  }

  private SetupException failed(IOException cause) {
    return new SetupException(
        "The folder %s cannot be used (%s); name another with --work.".formatted(directory, cause),
        cause);
  }
}
