package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportGeneratorTest {
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-11-15");
  private static final GeneratorSettings SMALL =
      GeneratorSettings.endingOn(LAST_DAY).withFindings(400).withPerFile(10).withSeed(7);

  @Test
  void writesTheSameTreeForTheSameSeed() throws IOException {
    assertThat(objects(SMALL)).isEqualTo(objects(SMALL));
  }

  @Test
  void writesAnotherTreeForAnotherSeed() throws IOException {
    assertThat(objects(SMALL.withSeed(8)).keySet())
        .doesNotContainAnyElementsOf(objects(SMALL).keySet());
  }

  @Test
  void tellsTheTruthAboutTheTree(@TempDir Path directory) throws IOException {
    GeneratorSettings settings = SMALL.withFindings(2000).withMeanUpdates(2).withDuplicates(0.05);
    Truth truth = generate(settings, directory);

    assertThat(truth).isEqualTo(Recount.of(directory));
    assertThat(truth.distinct()).isEqualTo(2000);
    assertThat(truth.duplicates()).isBetween(200L, 400L);
    assertThat(truth.versions() / 2000.0).isBetween(2.8, 3.2);
    assertThat(truth.latestByBand().keySet()).containsExactly("LOW", "MEDIUM", "HIGH", "CRITICAL");
  }

  @Test
  void exportsEachFindingSoonAfterItsUpdateOnTheDayOfItsPath(@TempDir Path directory)
      throws IOException {
    generate(SMALL, directory);

    for (Path file : Recount.files(directory)) {
      Instant exportedAt = Files.getLastModifiedTime(file).toInstant();
      String day = LocalDate.ofInstant(exportedAt, ZoneOffset.UTC).toString().replace('-', '/');
      assertThat(directory.relativize(file).toString())
          .matches("AWSLogs/\\d{12}/GuardDuty/[a-z0-9-]+/" + day + "/[0-9a-f-]{36}\\.jsonl\\.gz");

      for (JsonNode finding : Recount.findings(file)) {
        Instant updatedAt = Instant.parse(finding.get("updatedAt").textValue());
        assertThat(Duration.between(updatedAt, exportedAt))
            .isBetween(Duration.ofSeconds(5), Duration.ofMinutes(6));
        assertThat(file.toString())
            .contains(finding.get("accountId").textValue(), finding.get("region").textValue());
      }
    }
  }

  @Test
  void staysWithinTheDaysAskedFor(@TempDir Path directory) throws IOException {
    generate(SMALL.withDays(3), directory);

    assertThat(Recount.files(directory))
        .extracting(file -> file.getParent().getFileName().toString())
        .containsOnly("13", "14", "15");
  }

  @Test
  void fillsObjectsUpToTheLinesAskedFor(@TempDir Path directory) throws IOException {
    GeneratorSettings settings = SMALL.withFindings(3000);
    Truth truth = generate(settings, directory);

    for (Path file : Recount.files(directory)) {
      assertThat(Recount.findings(file)).hasSizeBetween(1, 10);
    }

    assertThat((double) truth.lines() / truth.files()).isGreaterThan(6);
  }

  @Test
  void putsOneFindingInAnObjectByDefault(@TempDir Path directory) throws IOException {
    Truth truth = generate(SMALL.withPerFile(1), directory);

    assertThat(truth.files()).isEqualTo(truth.lines());
  }

  @Test
  void keepsAFindingsIdAndCreationWhileItsUpdatesMoveOn(@TempDir Path directory)
      throws IOException {
    generate(SMALL.withMeanUpdates(4), directory);
    Map<String, List<JsonNode>> versions = new HashMap<>();

    for (Path file : Recount.files(directory)) {
      for (JsonNode finding : Recount.findings(file)) {
        versions
            .computeIfAbsent(finding.get("id").textValue(), id -> new ArrayList<>())
            .add(finding);
      }
    }

    int changedSeverities = 0;
    int changedTitles = 0;

    for (List<JsonNode> history : versions.values()) {
      history.sort((left, right) -> text(left, "updatedAt").compareTo(text(right, "updatedAt")));

      for (int index = 1; index < history.size(); index++) {
        JsonNode before = history.get(index - 1);
        JsonNode after = history.get(index);
        assertThat(text(after, "createdAt")).isEqualTo(text(before, "createdAt"));
        assertThat(text(after, "arn")).isEqualTo(text(before, "arn"));
        assertThat(text(after, "type")).isEqualTo(text(before, "type"));
        assertThat(text(after, "updatedAt")).isGreaterThan(text(before, "updatedAt"));
        assertThat(after.at("/service/count").longValue())
            .isGreaterThan(before.at("/service/count").longValue());
        assertThat(after.at("/service/eventLastSeen").textValue())
            .isGreaterThan(before.at("/service/eventLastSeen").textValue());
        changedSeverities += after.get("severity").equals(before.get("severity")) ? 0 : 1;
        changedTitles += text(after, "title").equals(text(before, "title")) ? 0 : 1;
      }
    }

    assertThat(versions).hasSize(400);
    assertThat(changedSeverities).isPositive();
    assertThat(changedTitles).isPositive();
  }

  @Test
  void handsOutObjectsInTimeOrderWithTheTruthSoFar() {
    ExportStream stream = new ExportStream(SMALL);
    Instant before = Instant.MIN;
    long lines = 0;

    while (stream.hasNext()) {
      ExportObject object = stream.next();
      lines += object.lines();
      assertThat(object.exportedAt()).isAfterOrEqualTo(before);
      assertThat(stream.truth().lines()).isEqualTo(lines);
      before = object.exportedAt();
    }

    assertThat(lines).isEqualTo(stream.totalLines());
  }

  @Test
  void refusesADirectoryThatHasSomethingInIt(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("mine.txt"), "keep me");

    assertThatThrownBy(() -> DirectoryExport.into(directory))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void refusesAKeyThatLeadsOutOfTheDirectory(@TempDir Path directory) throws IOException {
    try (DirectoryExport export = DirectoryExport.into(directory.resolve("in"))) {
      assertThatThrownBy(() -> export.put("../out.jsonl.gz", new byte[0], Instant.EPOCH))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("../out.jsonl.gz");
    }

    assertThat(directory.resolve("out.jsonl.gz")).doesNotExist();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> SMALL.withPerFile(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perFile must be from 1 to 10000000, not 0.");
    assertThatThrownBy(() -> SMALL.withMeanUpdates(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SMALL.withPrefix("a")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(JsonNode finding, String field) {
    return finding.get(field).textValue();
  }

  private static Truth generate(GeneratorSettings settings, Path directory) throws IOException {
    try (DirectoryExport export = DirectoryExport.into(directory)) {
      return ExportGenerator.generate(settings, export, lines -> {});
    }
  }

  private static Map<String, List<Byte>> objects(GeneratorSettings settings) {
    Map<String, List<Byte>> objects = new LinkedHashMap<>();
    ExportStream stream = new ExportStream(settings);

    while (stream.hasNext()) {
      ExportObject object = stream.next();
      List<Byte> content = new ArrayList<>();

      for (byte one : object.content()) {
        content.add(one);
      }

      objects.put(object.exportedAt() + " " + object.key(), content);
    }

    return objects;
  }
}
