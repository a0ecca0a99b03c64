package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.DirectoryExport;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Salt;
import io.guardlake.sandbox.generator.SaltedTree;
import io.guardlake.sandbox.generator.Truth;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export with everything wrong in it that is wrong in real ones, and worse. */
class SaltedExportTest {
  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.endingOn(LocalDate.of(2026, 3, 1)).withFindings(200).withPerFile(5);

  /** A reader that meets a line without end may say so of the line, of the object, or of both. */
  private static final Set<String> SIZE_REASONS = Set.of("line_too_long", "object_too_large");

  @TempDir private Path directory;

  @Test
  void everyGoodFindingIsInTheTableAndEveryBadOneInQuarantine() throws Exception {
    Path tree = directory.resolve("export");
    Truth truth;
    Salt salt;

    try (DirectoryExport export = DirectoryExport.into(tree)) {
      truth = ExportGenerator.generate(SETTINGS, export, lines -> {});
      salt = SaltedTree.addTo(SETTINGS, export);
    }

    Lake lake = new Lake(directory.resolve("lake"));
    Cli.Result result =
        Cli.run(
            "backfill",
            "--source",
            tree.toUri().toString(),
            "--output",
            lake.uri(),
            "--parallelism",
            "2",
            "--json");

    assertThat(result.exitCode()).as(result.messages()).isZero();
    assertThat(lake.versions()).isEqualTo(truth.versions() + salt.goodFindingIds().size());
    assertThat(findings(lake)).containsAll(salt.goodFindingIds());
    assertThat(quarantine(lake, tree)).isEqualTo(expected(salt));
    assertThat(result.output())
        .contains("\"quarantined\":" + lake.number("SELECT count(*) FROM quarantine"));
    assertThat(lake.number("SELECT max(octet_length(bytes)) FROM quarantine"))
        .isLessThanOrEqualTo(1 << 20);
  }

  private static Set<String> findings(Lake lake) throws Exception {
    return lake.rows("SELECT finding_id FROM findings").stream()
        .map(row -> (String) row.get(0))
        .collect(Collectors.toSet());
  }

  private static Set<String> quarantine(Lake lake, Path tree) throws Exception {
    Set<String> entries = new TreeSet<>();

    for (List<Object> row :
        lake.rows("SELECT source_uri, coalesce(source_line, 0), reason FROM quarantine")) {
      String key = ((String) row.get(0)).substring(tree.toUri().toString().length());
      entries.add(entry(key, ((Number) row.get(1)).intValue(), (String) row.get(2)));
    }

    return entries;
  }

  private static Set<String> expected(Salt salt) {
    return salt.bad().stream()
        .map(bad -> entry(bad.key(), bad.lineNumber(), bad.reason()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String entry(String key, int line, String reason) {
    return SIZE_REASONS.contains(reason) ? key + " too big" : key + ":" + line + " " + reason;
  }
}
