package io.guardlake.jobs.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a job was told to do, checked.
 *
 * @param state where checkpoints go, or null: nowhere that lasts
 * @param catalog as written, or null for the output's default
 * @param from the first export day, or null for the oldest
 * @param to the last export day, or null for the newest
 * @param maxPoll the longest pause between listings where nothing new comes, or null for the usual
 * @param reconcile how often late objects are looked for, and how far back for each pace
 * @param queueUrl the queue that tells of new objects, or null where they are found by listing
 *     alone
 * @param queueVisibility how long a message that was received stays hidden; null for a backfill
 * @param stopWhenIdle how long without a new object before the run stops, or null for never
 * @param parallelism how many tasks work side by side
 * @param accounts the only accounts whose findings are let in; empty: all
 * @param manifest what names the objects to read, or null to list them
 * @param alerts where the rules file is, or null: nobody is told of anything
 * @param giveUpAfter how long to go on trying where something cannot be found or read
 */
public record JobSettings(
    JobKind job,
    List<String> sources,
    String output,
    String state,
    String catalog,
    String database,
    LocalDate from,
    LocalDate to,
    Duration lookBack,
    Duration poll,
    Duration maxPoll,
    Map<Duration, Duration> reconcile,
    Duration giveUpAfter,
    String queueUrl,
    Duration queueVisibility,
    Duration stopWhenIdle,
    boolean bootstrap,
    boolean fresh,
    Duration checkpointInterval,
    int parallelism,
    Set<String> accounts,
    boolean failOnObjectError,
    int maxLineBytes,
    long maxObjectBytes,
    int maxDepth,
    Duration remember,
    long fileSize,
    int compressionLevel,
    String manifest,
    String alerts) {

  private static final int MOST_PROCESSORS = 8;

  public JobSettings {
    requireNonNull(job, "job is null");
    sources = List.copyOf(sources);
    requireNonNull(output, "output is null");
    requireNonNull(database, "database is null");
    accounts = Set.copyOf(accounts);
    reconcile = Map.copyOf(reconcile);

    if (from != null && to != null && from.isAfter(to)) {
      throw new UsageException(
          "--from %s is after --to %s; give the earlier day first.".formatted(from, to));
    }

    if (poll != null && maxPoll != null && maxPoll.compareTo(poll) < 0) {
      throw new UsageException(
          "--max-poll is shorter than --poll; give the longer of the two pauses as --max-poll.");
    }

    if (bootstrap && fresh) {
      throw new UsageException(
          "--bootstrap learns from the table and --fresh does not; give one of them.");
    }

    if (job == JobKind.INGEST && state == null) {
      throw new UsageException(
          "ingest needs --state URI: a place for its checkpoints, so that it can go on later.");
    }
  }

  /** Reads and checks the options of a job. */
  public static JobSettings of(OptionValues values) {
    return new JobSettings(
        values.job(),
        OptionText.list(values.required(JobOption.SOURCE)),
        values.required(JobOption.OUTPUT),
        values.text(JobOption.STATE).orElse(null),
        values.text(JobOption.CATALOG).orElse(null),
        values.required(JobOption.DATABASE),
        day(values, JobOption.FROM),
        day(values, JobOption.TO),
        duration(values, JobOption.LOOK_BACK),
        duration(values, JobOption.POLL),
        duration(values, JobOption.MAX_POLL),
        reconcile(values.text(JobOption.RECONCILE).orElse("none")),
        duration(values, JobOption.GIVE_UP_AFTER),
        queueUrl(values),
        queueVisibility(duration(values, JobOption.QUEUE_VISIBILITY)),
        duration(values, JobOption.STOP_WHEN_IDLE),
        flag(values, JobOption.BOOTSTRAP),
        flag(values, JobOption.FRESH),
        positive(JobOption.CHECKPOINT_INTERVAL, duration(values, JobOption.CHECKPOINT_INTERVAL)),
        values
            .text(JobOption.PARALLELISM)
            .map(text -> OptionText.count(JobOption.PARALLELISM, text))
            .orElseGet(() -> Math.min(MOST_PROCESSORS, Runtime.getRuntime().availableProcessors())),
        Set.copyOf(OptionText.list(values.text(JobOption.ACCOUNTS).orElse(""))),
        failOnObjectError(values.required(JobOption.ON_OBJECT_ERROR)),
        lineLimit(values.required(JobOption.MAX_LINE)),
        OptionText.size(JobOption.MAX_OBJECT, values.required(JobOption.MAX_OBJECT)),
        OptionText.count(JobOption.MAX_DEPTH, values.required(JobOption.MAX_DEPTH)),
        positive(JobOption.REMEMBER, duration(values, JobOption.REMEMBER)),
        OptionText.size(JobOption.FILE_SIZE, values.required(JobOption.FILE_SIZE)),
        compressionLevel(values.required(JobOption.COMPRESSION_LEVEL)),
        values.text(JobOption.MANIFEST).orElse(null),
        values.text(JobOption.ALERTS).orElse(null));
  }

  private static LocalDate day(OptionValues values, JobOption option) {
    Optional<String> text = values.text(option);
    return text.isPresent() ? OptionText.day(option, text.get()) : null;
  }

  private static Duration duration(OptionValues values, JobOption option) {
    Optional<String> text = values.text(option);
    return text.isPresent() ? OptionText.duration(option, text.get()) : null;
  }

  private static Map<Duration, Duration> reconcile(String text) {
    Map<Duration, Duration> reconcile = new HashMap<>();

    if (text.strip().equals("none")) {
      return reconcile;
    }

    for (String pace : OptionText.list(text)) {
      String[] parts = pace.split(":", -1);

      if (parts.length != 2) {
        throw OptionText.unreadable(
            JobOption.RECONCILE, text, "like 6h:7d, which is every 6 hours 7 days back");
      }

      Duration every =
          positive(JobOption.RECONCILE, OptionText.duration(JobOption.RECONCILE, parts[0]));
      Duration back = OptionText.duration(JobOption.RECONCILE, parts[1]);

      if (back.toDays() < 1 || reconcile.put(every, back) != null) {
        throw OptionText.unreadable(
            JobOption.RECONCILE, text, "a day back at least, and each pace once");
      }
    }

    return reconcile;
  }

  private static String queueUrl(OptionValues values) {
    String feed = values.text(JobOption.FEED).orElse("list").strip();
    String url = values.text(JobOption.QUEUE_URL).orElse(null);

    if (!feed.equals("list") && !feed.equals("sqs")) {
      throw OptionText.unreadable(JobOption.FEED, feed, "list or sqs");
    }

    if (feed.equals("sqs") && url == null) {
      throw new UsageException(
          "--feed sqs needs --queue-url URL: the queue that the bucket's notifications go to.");
    }

    if (feed.equals("list") && url != null) {
      throw new UsageException(
          "--queue-url is followed with --feed sqs alone; add --feed sqs, or leave the queue out.");
    }

    return url;
  }

  private static Duration queueVisibility(Duration duration) {
    if (duration != null
        && (duration.toSeconds() < 2 || duration.compareTo(Duration.ofHours(12)) > 0)) {
      throw OptionText.unreadable(
          JobOption.QUEUE_VISIBILITY, duration.toSeconds() + "s", "from 2s to 12h, as SQS has it");
    }

    return duration;
  }

  private static boolean flag(OptionValues values, JobOption option) {
    Optional<String> text = values.text(option);
    return text.isPresent() && OptionText.flag(option, text.get());
  }

  private static Duration positive(JobOption option, Duration duration) {
    if (duration.isZero()) {
      throw OptionText.unreadable(option, "0", "longer than nothing");
    }

    return duration;
  }

  private static boolean failOnObjectError(String text) {
    return switch (text.strip()) {
      case "fail" -> true;
      case "quarantine" -> false;
      default -> throw OptionText.unreadable(JobOption.ON_OBJECT_ERROR, text, "quarantine or fail");
    };
  }

  private static int lineLimit(String text) {
    long size = OptionText.size(JobOption.MAX_LINE, text);

    if (size < 1 || size > 1 << 30) {
      throw OptionText.unreadable(JobOption.MAX_LINE, text, "between 1 byte and 1GiB");
    }

    return (int) size;
  }

  private static int compressionLevel(String text) {
    int level = OptionText.count(JobOption.COMPRESSION_LEVEL, text);

    if (level > 22) {
      throw OptionText.unreadable(JobOption.COMPRESSION_LEVEL, text, "from 1 to 22");
    }

    return level;
  }
}
