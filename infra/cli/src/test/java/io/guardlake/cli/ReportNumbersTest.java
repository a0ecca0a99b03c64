package io.guardlake.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers on the page against the lines that were exported, counted plainly. */
class ReportNumbersTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

  @TempDir private static Path directory;
  private static Export export;
  private static JsonNode page;
  private static LocalDate first;
  private static LocalDate last;

  @BeforeAll
  static void report() throws Exception {
    Path source = directory.resolve("export");
    String lake = "file://" + directory.resolve("lake");
    run(
        ("sandbox generate --findings 900 --updates 2 --days 40 --per-file 40 --seed 21 --out "
                + source)
            .split(" "));
    export = Export.read(source);
    putBadLines(source);
    run("backfill", "--source", "file://" + source, "--output", lake);
    Path html = directory.resolve("report.html");
    run("report", "--output", lake, "--html", html.toString(), "--days", "15");
    Matcher data = DATA.matcher(Files.readString(html));
    assertThat(data.find()).isTrue();
    page = new ObjectMapper().readTree(data.group(1));
    first = LocalDate.parse(page.get("first").asText());
    last = LocalDate.parse(page.get("last").asText());
  }

  @Test
  void totalsAreTheFindingsByTheirNewestVersion() {
    Map<String, Long> expected =
        current().stream().collect(groupingBy(ReportNumbersTest::band, counting()));

    assertThat(numbers("severities", "severity", "findings")).isEqualTo(expected);
    assertThat(expected).hasSize(4);
  }

  @Test
  void newOnesAreThoseOpenedInThePeriod() {
    Map<String, Long> expected =
        current().stream()
            .filter(line -> !createdOn(line).isBefore(first))
            .collect(groupingBy(ReportNumbersTest::band, counting()));

    assertThat(numbers("severities", "severity", "opened")).isEqualTo(expected);
  }

  @Test
  void thePeriodBeforeIsAsLongAndCountsAsItStoodThen() {
    LocalDate from = first.minusDays(page.get("days").asInt());
    Map<String, Long> expected = new HashMap<>();

    for (List<JsonNode> versions : export.findings().values()) {
      versions.stream()
          .filter(line -> !Export.day(line).isBefore(from) && Export.day(line).isBefore(first))
          .reduce((older, newer) -> newer)
          .ifPresent(line -> expected.merge(band(line), 1L, Long::sum));
    }

    assertThat(numbers("previous", "severity", "findings")).isEqualTo(expected);
    assertThat(expected).isNotEmpty();
  }

  @Test
  void theTrendHasEachFindingOnEachDayOfAVersionByItsSeverityThen() {
    Map<String, Set<String>> findings = new TreeMap<>();

    for (JsonNode line : export.versions()) {
      if (isInPeriod(line)) {
        findings
            .computeIfAbsent(Export.day(line) + band(line), key -> new HashSet<>())
            .add(Export.id(line));
      }
    }

    Map<String, Long> shown = new TreeMap<>();
    answer("trend")
        .forEach(
            row ->
                shown.put(
                    row.get("day").asText() + row.get("severity").asText(),
                    row.get("findings").asLong()));
    assertThat(shown)
        .isEqualTo(
            findings.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> (long) entry.getValue().size())));
  }

  @Test
  void theTopTypesAccountsAndRegionsAreCountedWhole() {
    assertTop("types", Export::type);
    assertTop("accounts", Export::account);
    assertTop("regions", line -> line.get("region").asText());
  }

  @Test
  void everyCriticalFindingHasItsStoryTheLatestFirst() {
    List<String> expected =
        current().stream()
            .filter(line -> band(line).equals("CRITICAL"))
            .sorted(Comparator.comparing(Export::updatedAt).reversed())
            .map(Export::id)
            .limit(25)
            .toList();
    List<String> shown = new ArrayList<>();
    answer("criticals").forEach(row -> shown.add(row.get("finding_id").asText()));

    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();

    for (JsonNode row : answer("criticals")) {
      List<JsonNode> versions = export.findings().get(row.get("finding_id").asText());
      JsonNode newest = versions.get(versions.size() - 1);
      assertThat(row.get("title").asText()).isEqualTo(newest.get("title").asText());
      assertThat(row.get("severity_score").asDouble()).isEqualTo(Export.severity(newest));
      assertThat(row.get("version_count").asLong())
          .isEqualTo(versions.stream().map(JsonNode::toString).distinct().count());
    }
  }

  @Test
  void theListHasAllCriticalAndHighOnes() {
    Set<String> expected = new HashSet<>();
    current().stream()
        .filter(line -> Export.severity(line) >= 7)
        .map(Export::id)
        .forEach(expected::add);
    Set<String> shown = new HashSet<>();
    answer("findings").forEach(row -> shown.add(row.get("finding_id").asText()));

    assertThat(shown).isEqualTo(expected);
    assertThat(answer("places").get(0).get("accounts").asLong())
        .isEqualTo(
            current().stream()
                .filter(line -> Export.severity(line) >= 7)
                .map(Export::account)
                .distinct()
                .count());
  }

  @Test
  void tacticsAreThoseOfTheTypesAndOfTheSequences() {
    Map<String, Long> expected = new TreeMap<>();

    for (JsonNode line : current()) {
      for (String tactic : tactics(line)) {
        expected.merge(Export.day(line) + tactic.replaceAll("[ _-]", ""), 1L, Long::sum);
      }
    }

    Map<String, Long> shown = new TreeMap<>();
    answer("tactics")
        .forEach(
            row ->
                shown.put(
                    row.get("day").asText() + row.get("tactic").asText(),
                    row.get("findings").asLong()));
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void whatCouldNotBeReadIsCounted() {
    assertThat(numbers("quarantine", "reason", "lines")).containsExactly(Map.entry("not_json", 3L));
  }

  /** The newest version of each finding that was updated in the period. */
  private static List<JsonNode> current() {
    return export.findings().values().stream()
        .map(versions -> versions.get(versions.size() - 1))
        .filter(ReportNumbersTest::isInPeriod)
        .toList();
  }

  private static void assertTop(String question, Function<JsonNode, String> name) {
    Map<String, List<JsonNode>> groups = current().stream().collect(groupingBy(name));
    Map<String, Map<String, Long>> shown = new HashMap<>();
    long least = Long.MAX_VALUE;

    for (JsonNode row : answer(question)) {
      Map<String, Long> bands = new HashMap<>();

      for (String band : List.of("critical", "high", "medium", "low")) {
        bands.put(band, row.get(band).asLong());
      }

      shown.put(row.get("name").asText(), bands);
      least = Math.min(least, row.get("critical").asLong());
      assertThat(row.get("total").asLong())
          .isEqualTo(bands.values().stream().mapToLong(Long::longValue).sum());
    }

    assertThat(shown).hasSize(Math.min(10, groups.size()));

    for (Map.Entry<String, List<JsonNode>> group : groups.entrySet()) {
      Map<String, Long> bands = shown.get(group.getKey());

      if (bands == null) {
        assertThat(count(group.getValue(), "critical")).isLessThanOrEqualTo(least);
        continue;
      }

      bands.forEach(
          (band, count) ->
              assertThat(count)
                  .as("%s %s", group.getKey(), band)
                  .isEqualTo(count(group.getValue(), band)));
    }
  }

  private static long count(List<JsonNode> lines, String band) {
    return lines.stream().filter(line -> band(line).equalsIgnoreCase(band)).count();
  }

  private static Set<String> tactics(JsonNode line) {
    Set<String> tactics = new HashSet<>();

    for (JsonNode indicator : line.findParents("values")) {
      if (indicator.path("key").asText().equals("ATTACK_TACTIC")) {
        indicator.get("values").forEach(value -> tactics.add(value.asText()));
      }
    }

    return tactics.isEmpty() ? Set.of(Export.type(line).split(":", 2)[0]) : tactics;
  }

  private static boolean isInPeriod(JsonNode line) {
    return !Export.day(line).isBefore(first) && !Export.day(line).isAfter(last);
  }

  private static LocalDate createdOn(JsonNode line) {
    return LocalDate.ofInstant(Instant.parse(line.get("createdAt").asText()), ZoneOffset.UTC);
  }

  private static String band(JsonNode line) {
    double severity = Export.severity(line);

    if (severity >= 9) {
      return "CRITICAL";
    }

    if (severity >= 7) {
      return "HIGH";
    }

    return severity >= 4 ? "MEDIUM" : "LOW";
  }

  private static JsonNode answer(String question) {
    return page.get("answers").get(question);
  }

  /** Numbers that are not zero, by the name in their row. */
  private static Map<String, Long> numbers(String question, String name, String number) {
    Map<String, Long> numbers = new HashMap<>();

    for (JsonNode row : answer(question)) {
      if (row.get(number).asLong() != 0) {
        numbers.put(row.get(name).asText(), row.get(number).asLong());
      }
    }

    return numbers;
  }

  private static void putBadLines(Path source) throws Exception {
    JsonNode line = export.versions().get(0);
    Path object =
        source.resolve(
            "AWSLogs/%s/GuardDuty/%s/%s/0badf00d-0000-4000-8000-000000000001.jsonl.gz"
                .formatted(
                    Export.account(line),
                    line.get("region").asText(),
                    Export.day(line).toString().replace('-', '/')));
    Files.createDirectories(object.getParent());

    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(object))) {
      out.write("no\nJSON\nhere\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void run(String... arguments) {
    Cli.Result result = Cli.run(arguments);
    assertThat(result.exitCode()).as(result.messages()).isZero();
  }
}
