package io.guardlake.sandbox.generator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;

/**
 * The objects of an export in the order of their time, made one after the other as they are asked
 * for, so that a caller can pace them. Not safe for use by several threads.
 *
 * <p>Memory: about 20 bytes a finding and version, and one object.
 */
public final class ExportStream implements Iterator<ExportObject> {
  private static final DateTimeFormatter DAY_PATH =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);
  private static final byte LINE_END = '\n';

  private final GeneratorSettings settings;
  private final Slots slots;
  private final FindingGenerator findings;
  private final Schedule schedule;
  private final TruthCounter counter;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private int nextEntry;

  public ExportStream(GeneratorSettings settings) {
    this.settings = settings;
    slots = Slots.of(settings);
    History history = new History(settings, slots);
    findings = new FindingGenerator(settings, history);
    schedule = Schedule.of(settings, history, slots.count());
    counter = new TruthCounter(settings.findings());
  }

  @Override
  public boolean hasNext() {
    return !batches.isEmpty() || nextEntry < schedule.size();
  }

  @Override
  public ExportObject next() {
    if (batches.isEmpty()) {
      planNextSlot();
    }

    return write(batches.removeFirst());
  }

  /** The truth about the objects handed out so far. */
  public Truth truth() {
    return counter.truth();
  }

  /** Lines of the whole export, handed out or not. */
  public long totalLines() {
    return schedule.size();
  }

  /** Groups the entries of the next slot by detector, in batches of one object each. */
  private void planNextSlot() {
    if (nextEntry == schedule.size()) {
      throw new NoSuchElementException("The export has no more objects.");
    }

    int slot = schedule.slot(nextEntry);
    List<List<Integer>> byOrigin = new ArrayList<>();

    for (int origin = 0; origin < Origin.count(settings); origin++) {
      byOrigin.add(new ArrayList<>());
    }

    for (; nextEntry < schedule.size() && schedule.slot(nextEntry) == slot; nextEntry++) {
      byOrigin.get(findings.origin(schedule.finding(nextEntry)).index()).add(nextEntry);
    }

    int place = 0;

    for (List<Integer> entries : byOrigin) {
      for (int from = 0; from < entries.size(); from += settings.perFile()) {
        int to = Math.min(entries.size(), from + settings.perFile());
        batches.add(new Batch(slot, place++, List.copyOf(entries.subList(from, to))));
      }
    }
  }

  private ExportObject write(Batch batch) {
    List<Line> lines = new ArrayList<>(batch.entries().size());

    for (int entry : batch.entries()) {
      int number = schedule.version(entry);
      lines.add(new Line(findings.version(schedule.finding(entry), number), number));
    }

    lines.sort(Comparator.comparing(line -> line.version().updatedAt()));
    byte[] content = gzip(lines);

    for (Line line : lines) {
      counter.line(line.version(), line.number());
    }

    counter.file(content.length);
    Origin origin = findings.origin(lines.get(0).version().finding());
    return new ExportObject(key(batch, origin), content, exportedAt(batch), lines.size());
  }

  private String key(Batch batch, Origin origin) {
    LocalDate day = slots.day(batch.slot());
    String uuid = Dice.of(settings.seed(), "object", batch.slot(), batch.place()).uuid();
    return settings.prefix()
        + "AWSLogs/"
        + origin.accountId()
        + "/GuardDuty/"
        + origin.region()
        + "/"
        + DAY_PATH.format(day)
        + "/"
        + uuid
        + ".jsonl.gz";
  }

  /** A few seconds after the tick, as observed, later objects of it a little later. */
  private Instant exportedAt(Batch batch) {
    long afterTick = 4_000 + Math.min(60_000L, 50L * batch.place());
    return slots.start(batch.slot()).plusMillis(afterTick);
  }

  private static byte[] gzip(List<Line> lines) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(1024 * (lines.size() + 1));
    try (GZIPOutputStream gzip = new GZIPOutputStream(content, 8192)) {
      for (Line line : lines) {
        gzip.write(line.version().line());
        gzip.write(LINE_END);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Compressing into memory failed.", impossible);
    }

    return content.toByteArray();
  }

  /** The entries of one object; its place is counted within its slot. */
  private record Batch(int slot, int place, List<Integer> entries) {}

  private record Line(FindingVersion version, int number) {}
}
