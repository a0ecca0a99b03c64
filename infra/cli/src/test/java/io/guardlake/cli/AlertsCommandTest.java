package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as their authors meet them. */
class AlertsCommandTest {
  @TempDir private Path directory;
  private Path rules;

  @BeforeEach
  void write() throws Exception {
    rules = directory.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        version: 1
        oldAfter: 1d
        sinks: { terminal: { type: STDOUT } }
        rules:
          - { name: first, send: terminal, samples: true, when: { firstSeen: true } }
          - { name: every, send: terminal, samples: true, when: { everyVersion: true } }
          - { name: never, send: terminal, match: { region: nowhere } }
        """);
  }

  @Test
  void showsWhatWouldHaveFiredOverAnExportAndOverATableOfIt() throws Exception {
    Lake lake = new Lake(directory.resolve("lake"));
    String export = "file://" + directory.resolve("export");
    String out = directory.resolve("export").toString();
    Cli.run("sandbox", "generate", "--out", out, "--findings", "200", "--updates", "2");
    Cli.run("backfill", "--source", export, "--output", lake.uri());

    JsonNode overExport = test(export);
    JsonNode overTable = test(lake.uri());

    assertThat(overExport).isEqualTo(overTable);
    assertThat(overTable.at("/versions").asLong()).isEqualTo(lake.versions());
    assertThat(overTable.at("/rules/0/alerts").asLong()).isEqualTo(200);
    assertThat(overTable.at("/rules/0/reasons/FIRST_SEEN").asLong()).isEqualTo(200);
    assertThat(overTable.at("/rules/1/alerts").asLong()).isEqualTo(lake.versions());
    assertThat(overTable.at("/rules/2/alerts").asLong()).isZero();
  }

  @Test
  void lintSaysAllThatIsWrong() throws Exception {
    assertThat(Cli.run("alerts", "lint", "--rules", rules.toString()).output())
        .contains("3 rules, 1 sinks.");

    Files.writeString(rules, "version: 1\nsinks: { t: { type: STDOUT } }\nrules: [{ nam: a }]\n");
    Cli.Result result = Cli.run("alerts", "lint", "--rules", rules.toString());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages())
        .contains(
            "rules.yaml:3:11: rules[0].nam: is no field here",
            "rules.yaml:3:9: rules[0].name: is missing",
            "rules[0].send: is missing");
  }

  private JsonNode test(String input) throws Exception {
    Cli.Result result =
        Cli.run("alerts", "test", "--rules", rules.toString(), "--input", input, "--json");
    assertThat(result.exitCode()).as(result.messages()).isZero();
    return new ObjectMapper().readTree(result.output());
  }
}
