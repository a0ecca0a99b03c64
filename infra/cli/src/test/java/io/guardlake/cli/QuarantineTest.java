package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into quarantine and emptying it, as a user does. */
class QuarantineTest {
  @TempDir private Path directory;
  private BadExport export;
  private Lake lake;

  @BeforeEach
  void makeExport() {
    export = new BadExport(directory.resolve("export"));
    lake = new Lake(directory.resolve("lake"));
  }

  @Test
  void whatCanBeReadNowIsWrittenAndTheRestStaysOpen() throws Exception {
    export.put(
        "mixed",
        BadExport.finding("good"),
        BadExport.deep("deep", 150),
        "nonsense",
        "more nonsense");
    backfill();
    assertThat(ids()).containsExactly("good");

    Cli.Result first = replay("--max-depth", "300", "--json");

    assertThat(first.exitCode()).as(first.messages()).isEqualTo(3);
    assertThat(first.output())
        .contains("\"selected\":3,\"replayed\":1,\"stillBad\":2,\"gone\":0,\"left\":0")
        .contains("\"versionsWritten\":1,\"duplicatesDropped\":0,\"quarantined\":0");
    assertThat(ids()).containsExactly("deep", "good");
    assertThat(lake.number("SELECT count(*) FROM quarantine")).isEqualTo(3);
    assertThat(lake.rows("SELECT reason, last_detail FROM quarantine_open ORDER BY source_line"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.get(1).toString()).startsWith("not_json: at byte 0"));
  }

  @Test
  void replayingTwiceAddsNothingToAnyTable() throws Exception {
    export.put("mixed", BadExport.deep("deep", 150), "nonsense");
    export.put("broken", Arrays.copyOf(BadExport.gzip(BadExport.finding("cut")), 60));
    backfill();
    replay("--max-depth", "300");
    List<List<Object>> before = counts();

    Cli.Result second = replay("--max-depth", "300", "--json");

    assertThat(second.exitCode()).isEqualTo(3);
    assertThat(second.output()).contains("\"selected\":2,\"replayed\":0,\"stillBad\":2");
    assertThat(counts()).isEqualTo(before);
  }

  @Test
  void theKeptBytesStandForAnObjectThatIsGone() throws Exception {
    String line = BadExport.deep("kept", 150) + "\r";
    Path object = export.put("gone", BadExport.finding("good"), "nonsense", line + "\r");
    backfill();
    Files.delete(object);

    Cli.Result replayed = replay("--max-depth", "300", "--reason", "too_deep", "--json");

    assertThat(replayed.exitCode()).as(replayed.messages()).isZero();
    assertThat(
            lake.rows(
                "SELECT finding_json, source_line, CAST(exported_at AS VARCHAR) FROM findings WHERE"
                    + " finding_id = 'kept'"))
        .containsExactly(List.of(line, 3, "2026-02-03 04:05:06"));
    assertThat(lake.number("SELECT count(*) FROM quarantine_open")).isEqualTo(1);
  }

  @Test
  void theKeptBytesAreReadWithoutAskingForTheObjectWhereThatIsWished() throws Exception {
    export.put("both", BadExport.deep("kept", 150), "nonsense");
    export.put("broken", Arrays.copyOf(BadExport.gzip(BadExport.finding("cut")), 60));
    backfill();
    // Whoever reads the object now finds another line there.
    export.put("both", BadExport.finding("other"), "nonsense");

    Cli.Result replayed = replay("--max-depth", "300", "--from-kept-bytes", "--json");

    assertThat(replayed.exitCode()).isEqualTo(3);
    assertThat(replayed.output())
        .contains("\"replayed\":1,\"stillBad\":1,\"gone\":0,\"left\":1")
        .contains("quarantine has not all of their bytes\":1");
    assertThat(ids()).containsExactly("kept");
  }

  @Test
  void whatIsGoneIsClosedUnlessItIsAskedForAgain() throws Exception {
    byte[] whole = BadExport.gzip(BadExport.finding("a") + "\n" + BadExport.finding("b") + "\n");
    Path object = export.put("broken", Arrays.copyOf(whole, whole.length - 9));
    backfill();
    byte[] broken = Files.readAllBytes(object);
    Files.delete(object);

    assertThat(replay().exitCode()).isEqualTo(3);
    assertThat(lake.rows("SELECT outcome FROM quarantine_settled"))
        .containsExactly(List.of("gone"));
    assertThat(lake.number("SELECT count(*) FROM quarantine_open")).isZero();
    assertThat(replay().output()).contains("Nothing is open in quarantine");

    export.put("broken", broken);
    assertThat(replay("--gone", "--json").output())
        .contains("\"selected\":1,\"replayed\":0,\"stillBad\":1");
    export.put("broken", whole);
    assertThat(replay("--json").output()).contains("\"selected\":1,\"replayed\":1");
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void whatWasRefusedForItsOriginGetsInOnlyWhereItIsNamed() throws Exception {
    export.put(
        "large",
        BadExport.finding("999988887777", "foreign"),
        BadExport.finding("own"),
        BadExport.finding("far") + " ".repeat(3000));
    backfill("--accounts", BadExport.ACCOUNT, "--max-object", "2KiB");
    assertThat(reasons()).containsExactly("object_too_large", "provenance");

    Cli.Result whole = replay("--json");
    assertThat(whole.output()).contains("\"selected\":1,\"replayed\":1");
    assertThat(ids()).containsExactly("far", "own");

    Cli.Result refusedAgain =
        replay("--reason", "provenance", "--accounts", BadExport.ACCOUNT, "--json");
    assertThat(refusedAgain.output()).contains("\"selected\":1,\"replayed\":0,\"stillBad\":1");

    Cli.Result named = replay("--reason", "provenance", "--json");
    assertThat(named.output()).contains("\"selected\":1,\"replayed\":1");
    assertThat(ids()).containsExactly("far", "foreign", "own");
  }

  @Test
  void aNameMadeToHarmIsReplayedAndShownHarmless() throws Exception {
    String name = "a\u202e\u001b[31m\nb%2e%0a'--";
    export.put(name, BadExport.deep("deep", 150), "\u001b]0;owned\u0007 \u202e");
    backfill();

    List<Cli.Result> shown = new ArrayList<>();
    shown.add(quarantine("list", "--by", "row"));
    shown.add(quarantine("list", "--by", "object"));
    shown.add(quarantine("list", "--by", "row", "--all", "--object", "*owned*"));
    shown.add(quarantine("show", idOf("not_json")));
    shown.add(quarantine("show", idOf("not_json"), "--view", "text"));
    shown.add(replay("--max-depth", "300"));

    assertThat(shown)
        .allSatisfy(
            result ->
                assertThat(result.output() + result.messages())
                    .doesNotContain("\u001b", "\u0007", "\u202e"));
    assertThat(ids()).containsExactly("deep");
    assertThat(quarantine("list", "--object", "*/a?*b%2e%0a'--.jsonl.gz", "--json").output())
        .contains("\"rows\":1");
  }

  @Test
  void showsListsAndSaysWhatWouldBeReplayed() throws Exception {
    export.put("one", "{\"id\":\u0001nonsense", "more");
    export.put("two", BadExport.deep("deep", 150));
    backfill();

    showsARowWithItsBytes();
    listsByReasonDayObjectAndRow();

    Cli.Result planned = replay("--max-depth", "300", "--dry-run");
    assertThat(planned.exitCode()).isZero();
    assertThat(planned.output())
        .contains("not_json: 2 rows", "too_deep: 1 rows", "3 rows of 2 objects would be read");
    assertThat(ids()).isEmpty();
  }

  private void showsARowWithItsBytes() throws Exception {
    String id =
        (String)
            lake.rows(
                    "SELECT quarantine_id FROM quarantine WHERE source_line = 1 AND reason = 'not_json'")
                .get(0)
                .get(0);

    Cli.Result shown = quarantine("show", id.substring(0, 8));

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.output())
        .contains("not_json: The line is not one JSON value.", id, "open", "/one.jsonl.gz")
        .contains("00000000  7b 22 69 64 22 3a 01 6e 6f 6e 73 65 6e 73 65     {\"id\":.nonsense");
    assertThat(quarantine("show", id, "--view", "text").output())
        .contains("{\"id\":\\u0001nonsense");
    assertThat(quarantine("show", id, "--json").output())
        .contains("\"bytes\":\"7b226964223a016e6f6e73656e7365\"");
    assertThat(quarantine("show", "0000").messages()).contains("has no row 0000");
    assertThat(quarantine("show", "' or").exitCode()).isEqualTo(64);
  }

  private void listsByReasonDayObjectAndRow() {
    assertThat(quarantine("list", "--format", "csv").output())
        .contains("not_json,2,1,", "too_deep,1,1,");
    assertThat(quarantine("list", "--by", "day", "--format", "csv").output().lines()).hasSize(2);
    assertThat(quarantine("list", "--by", "object", "--format", "csv").output())
        .contains("one.jsonl.gz,2,");
    assertThat(quarantine("list", "--by", "row", "--limit", "2").messages())
        .contains("2 lines of 3 rows");
    assertThat(quarantine("list", "--by", "row").output().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    assertThat(quarantine("list", "--from", "2099-01-01", "--json").output())
        .contains("\"rows\":[]");
    assertThat(quarantine("list", "--reason", "nonsense").messages())
        .contains("There is no reason 'nonsense'", "kms_denied");
  }

  private void backfill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("backfill", "--source", export.uri(), "--output", lake.uri(), "--json"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--parallelism", "2"));
    Cli.Result result = Cli.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.messages()).isZero();
  }

  private Cli.Result replay(String... more) {
    List<String> arguments = new ArrayList<>(List.of("replay", "--parallelism", "2"));
    arguments.addAll(List.of(more));
    return quarantine(arguments.toArray(String[]::new));
  }

  private Cli.Result quarantine(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("quarantine", command, "--output", lake.uri()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private Cli.Result quarantine(String[] arguments) {
    return quarantine(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private String idOf(String reason) throws Exception {
    return (String)
        lake.rows("SELECT quarantine_id FROM quarantine WHERE reason = '%s'".formatted(reason))
            .get(0)
            .get(0);
  }

  private List<Object> ids() throws Exception {
    return lake.rows("SELECT finding_id FROM findings ORDER BY finding_id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<Object> reasons() throws Exception {
    return lake.rows("SELECT reason FROM quarantine ORDER BY reason").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<List<Object>> counts() throws Exception {
    return lake.rows(
        "SELECT (SELECT count(*) FROM findings), (SELECT count(*) FROM quarantine), (SELECT"
            + " count(*) FROM quarantine_settled)");
  }
}
