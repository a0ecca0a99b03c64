package io.guardlake.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guardlake.sandbox.generator.ExportObject;
import io.guardlake.sandbox.generator.ExportStream;
import io.guardlake.sandbox.generator.GeneratorSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Makes the objects of a round: generated findings with updates, duplicates, and bad lines. */
final class ExportPlan {
  /** Older export days than these many are left to backfills. */
  static final int LOOK_BACK_DAYS = 4;

  private static final int OLD_OBJECTS = 40;
  private static final int LAST_OLD_DAY = 10;
  private static final int LINES_AN_OBJECT = 6;

  /** One old object of so many is copied. */
  private static final int COPIED_OF = 4;

  private static final Pattern DAY = Pattern.compile("/\\d{4}/\\d{2}/\\d{2}/");
  private static final DateTimeFormatter DAY_PATH =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);

  private final Plan plan;
  private final SplittableRandom dice;
  private final LocalDate today = LocalDate.now(Clock.systemUTC());
  private int badLines;

  ExportPlan(Plan plan) {
    this.plan = plan;
    dice = plan.dice("export");
  }

  /** The last of the days that are left to backfills. */
  LocalDate lastOldDay() {
    return today.minusDays(LAST_OLD_DAY);
  }

  /** Objects of days long over, all of which stay. */
  List<PlannedObject> oldDays() {
    List<PlannedObject> planned = new ArrayList<>();

    for (ExportObject object : generate(~plan.seed(), lastOldDay(), OLD_OBJECTS)) {
      planned.add(
          new PlannedObject(
              object.key(), lines(object.content()), List.of(), PlannedObject.Fate.STAYS));
    }

    return planned;
  }

  /** Objects of these days, in the order in which they are to be written. */
  List<PlannedObject> recent() {
    List<PlannedObject> planned = new ArrayList<>();

    for (ExportObject object : generate(plan.seed(), today, plan.objects())) {
      List<byte[]> lines = lines(object.content());
      PlannedObject.Fate fate = fate();
      boolean salted = fate == PlannedObject.Fate.STAYS && dice.nextInt(8) == 0;
      planned.add(new PlannedObject(object.key(), lines, salted ? badLines() : List.of(), fate));
    }

    for (PlannedObject copy : copies()) {
      planned.add(dice.nextInt(planned.size()), copy);
    }

    return planned;
  }

  /** Objects of long ago that someone copied into today: a backfill and an ingest read them. */
  private List<PlannedObject> copies() {
    return oldDays().stream()
        .filter(object -> dice.nextInt(COPIED_OF) == 0)
        .map(
            object ->
                new PlannedObject(
                    DAY.matcher(object.key()).replaceFirst("/" + DAY_PATH.format(today) + "/copy-"),
                    object.findings(),
                    List.of(),
                    PlannedObject.Fate.STAYS))
        .toList();
  }

  private PlannedObject.Fate fate() {
    return switch (dice.nextInt(25)) {
      case 0 -> PlannedObject.Fate.VANISHES;
      case 1 -> PlannedObject.Fate.IS_REPLACED;
      case 2 -> PlannedObject.Fate.BREAKS_OFF;
      default -> PlannedObject.Fate.STAYS;
    };
  }

  private List<PlannedObject.Bad> badLines() {
    badLines++;
    return List.of(
        new PlannedObject.Bad("no JSON " + badLines, "not_json"),
        new PlannedObject.Bad("[" + badLines + "]", "not_a_finding"),
        new PlannedObject.Bad("{\"id\":\"" + badLines + "\"}", "missing_field"),
        new PlannedObject.Bad("\u00ff " + badLines, "not_utf8"));
  }

  private static List<ExportObject> generate(long seed, LocalDate lastDay, int objects) {
    GeneratorSettings settings =
        GeneratorSettings.endingOn(lastDay)
            .withSeed(seed)
            .withDays(3)
            .withFindings(objects * LINES_AN_OBJECT)
            .withPerFile(LINES_AN_OBJECT)
            .withDuplicates(0.15);
    ExportStream stream = new ExportStream(settings);
    List<ExportObject> all = new ArrayList<>();

    while (stream.hasNext()) {
      all.add(stream.next());
    }

    // Spread over the days rather than the first so many.
    List<ExportObject> chosen = new ArrayList<>();

    for (int i = 0; i < objects && i < all.size(); i++) {
      chosen.add(all.get((int) ((long) i * all.size() / Math.min(objects, all.size()))));
    }

    return chosen;
  }

  private static List<byte[]> lines(byte[] content) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(gzip.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.getBytes(UTF_8))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The generator made an object that is no gzip.", e);
    }
  }
}
