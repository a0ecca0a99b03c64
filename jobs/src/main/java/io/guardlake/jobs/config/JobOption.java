package io.guardlake.jobs.config;

import static io.guardlake.jobs.config.JobOption.Kind.COUNT;
import static io.guardlake.jobs.config.JobOption.Kind.DURATION;
import static io.guardlake.jobs.config.JobOption.Kind.FLAG;
import static io.guardlake.jobs.config.JobOption.Kind.LIST;
import static io.guardlake.jobs.config.JobOption.Kind.SIZE;
import static io.guardlake.jobs.config.JobOption.Kind.TEXT;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every option of the jobs. The command line, the environment, the file and
 * docs/reference/configuration.md all come from here.
 */
public enum JobOption {
  SOURCE(
      LIST,
      "URI",
      null,
      "An export to read: s3://bucket[/prefix] or file:///dir. May be given several times."),
  OUTPUT(TEXT, "URI", null, "The warehouse to write: s3://bucket/prefix or file:///dir."),
  STATE(
      TEXT,
      "URI",
      null,
      "Where checkpoints and savepoints go. Started again with the same one, the job goes on where it was."),
  CATALOG(
      TEXT,
      "CATALOG",
      null,
      "sqlite, glue, rest:URI or jdbc:URL. Left out: sqlite for file://, glue for s3://."),
  DATABASE(TEXT, "NAME", "guardlake", "The namespace of the tables."),
  FROM(
      TEXT,
      "YYYY-MM-DD",
      null,
      "The first export day, inclusive. Left out: the oldest.",
      JobKind.BACKFILL),
  TO(
      TEXT,
      "YYYY-MM-DD",
      null,
      "The last export day, inclusive. Left out: the newest.",
      JobKind.BACKFILL),
  MANIFEST(
      TEXT,
      "URI",
      null,
      "Read the objects that this names instead of listing: the manifest.json of an S3 Inventory report, or a list of keys or URIs.",
      JobKind.BACKFILL),
  ALERTS(
      TEXT,
      "FILE",
      null,
      "The rules file that says what to tell whom: a path, or a URI that Flink can read.",
      JobKind.INGEST),
  LOOK_BACK(
      DURATION,
      "DURATION",
      "2d",
      "How far back objects are looked for, in whole days of export.",
      JobKind.INGEST),
  POLL(
      DURATION,
      "DURATION",
      "30s",
      "The pause between two listings of a region; the longest one, unless --max-poll is longer.",
      JobKind.INGEST),
  MAX_POLL(
      DURATION,
      "DURATION",
      null,
      "The longest pause between two listings of a region of an account where nothing new comes; the pause doubles with each listing, and is --poll again after a new object. Left out: --poll.",
      JobKind.INGEST),
  RECONCILE(
      LIST,
      "EVERY:BACK",
      "6h:7d,1d:30d",
      "How often late objects are looked for, and how many days back, never before the first day of the job; none for not at all. With --feed sqs everything is listed at the shortest of these paces.",
      JobKind.INGEST),
  GIVE_UP_AFTER(
      DURATION,
      "DURATION",
      "15m",
      "How long an account, a region, the queue or the reading of objects may fail before the job fails. Where a backfill lists, it is three tries."),
  FEED(
      TEXT,
      "list|sqs",
      "list",
      "How new objects are found: by listing, or by S3's notifications in a queue, with listing now and then.",
      JobKind.INGEST),
  QUEUE_URL(
      TEXT,
      "URL",
      null,
      "The SQS queue of --feed sqs: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.",
      JobKind.INGEST),
  QUEUE_VISIBILITY(
      DURATION,
      "DURATION",
      "5m",
      "How long a message that was received stays hidden, unless it is needed longer. What a process that died had received and not yet in a checkpoint comes again so late.",
      JobKind.INGEST),
  STOP_WHEN_IDLE(
      DURATION,
      "DURATION",
      null,
      "Stop with a savepoint after so long without a new object. Left out: run until told to stop.",
      JobKind.INGEST),
  BOOTSTRAP(
      FLAG,
      null,
      "false",
      "With empty state and a table that has rows: learn the versions in the table first.",
      JobKind.INGEST),
  FRESH(
      FLAG,
      null,
      "false",
      "With empty state and a table that has rows: begin without learning; what the table has may be written again.",
      JobKind.INGEST),
  CHECKPOINT_INTERVAL(
      DURATION,
      "DURATION",
      "60s",
      "How often a checkpoint is taken; each one commits what was read since the last."),
  PARALLELISM(
      COUNT,
      "N",
      null,
      "How many tasks work side by side. Left out: the number of processors, at most 8."),
  ACCOUNTS(
      LIST,
      "ID",
      null,
      "Only findings of these accounts; others go into quarantine. Left out: all."),
  ON_OBJECT_ERROR(
      TEXT, "quarantine|fail", "quarantine", "What to do with an object that cannot be read."),
  MAX_LINE(SIZE, "SIZE", "16MiB", "The longest line that is read."),
  MAX_OBJECT(SIZE, "SIZE", "1GiB", "How much of an object is unpacked."),
  MAX_DEPTH(COUNT, "N", "100", "How deep a finding may nest."),
  REMEMBER(
      DURATION,
      "DURATION",
      "120d",
      "How long a version is remembered for dropping repeats. GuardDuty itself keeps a finding 90 days."),
  FILE_SIZE(SIZE, "SIZE", "256MiB", "The size a data file may reach before the next one is begun."),
  COMPRESSION_LEVEL(COUNT, "N", "1", "The zstd level of the data files, 1 to 22."),
  CONFIG(
      TEXT, "FILE", null, "A properties file with any of these options, one a line: name=value.");

  /** What the text of a value must look like. */
  public enum Kind {
    TEXT,
    /** Several texts, separated by commas or given by repeating the option. */
    LIST,
    /** A whole number of at least 1. */
    COUNT,
    /** A number with ms, s, m, h or d behind it. */
    DURATION,
    /** A number of bytes with KiB, MiB or GiB behind it, or nothing. */
    SIZE,
    FLAG
  }

  private final Kind kind;
  private final String placeholder;
  private final String defaultText;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf is immutable; the checker cannot see it.
  private final Set<JobKind> jobs;

  JobOption(Kind kind, String placeholder, String defaultText, String description) {
    this(kind, placeholder, defaultText, description, EnumSet.allOf(JobKind.class));
  }

  JobOption(Kind kind, String placeholder, String defaultText, String description, JobKind job) {
    this(kind, placeholder, defaultText, description, EnumSet.of(job));
  }

  JobOption(
      Kind kind, String placeholder, String defaultText, String description, Set<JobKind> jobs) {
    this.kind = kind;
    this.placeholder = placeholder;
    this.defaultText = defaultText;
    this.description = description;
    this.jobs = Set.copyOf(jobs);
  }

  /** The name in a file, and on the command line behind two dashes: kebab-case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name on the command line. */
  public String flag() {
    return "--" + key();
  }

  /** The name in the environment. */
  public String variable() {
    return "GUARDLAKE_" + name();
  }

  public Kind kind() {
    return kind;
  }

  /** What stands for the value in help texts, or null for a flag. */
  public String placeholder() {
    return placeholder;
  }

  /** The default as one would write it, or null. */
  public String defaultText() {
    return defaultText;
  }

  public String description() {
    return description;
  }

  public boolean appliesTo(JobKind job) {
    return jobs.contains(job);
  }
}
