package io.guardlake.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryResult;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.account.KnownAccounts;
import io.guardlake.jobs.alert.payload.OcsfEvent;
import io.guardlake.jobs.alert.rehearsal.VersionsInOrder;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.queries.BoundQuery;
import io.guardlake.schemas.queries.SavedQueries;
import io.guardlake.schemas.queries.SavedQuery;
import io.guardlake.schemas.views.Views;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every saved query and view over generated findings, compared with the export's own lines. */
class AnalystQuestionsTest {
  private static final int DAYS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;

  private static Lake lake;
  private static Export export;
  private static Map.Entry<String, String> scanAndTrigger;
  private static LocalDatabase database;
  private static Properties picks;

  @BeforeAll
  static void fill() throws Exception {
    Path source = directory.resolve("export");
    lake = new Lake(directory.resolve("lake"));
    String generate =
        "sandbox generate --findings 1200 --updates 1 --per-file 60 --seed 11 --days ";
    Cli.run((generate + DAYS + " --out " + source).split(" "));
    export = Export.read(source);
    scanAndTrigger = export.addTriggeredScan();
    Path accounts =
        Files.writeString(
            directory.resolve("accounts.csv"),
            "account_id,name,ou_path,state,tag:team\n"
                + Export.account(export.versions().get(0))
                + ",web-prod,Root/Prod,ACTIVE,web\n"
                + "999999999999,silent,Root,ACTIVE,\n888888888888,closed,Root,SUSPENDED,\n");
    run("accounts", "import", "--output", lake.uri(), "--csv", accounts.toString());
    run("backfill", "--source", "file://" + source, "--output", lake.uri());
    database =
        LocalDatabase.open(
            CatalogSettings.parse(null, lake.uri(), CatalogSettings.DEFAULT_DATABASE));
    picks = new Properties();

    try (InputStream in =
        Files.newInputStream(
            Path.of(
                System.getProperty("guardlake.root"),
                "schemas/src/test/resources/io/guardlake/schemas/queries/picks.properties"))) {
      picks.load(in);
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (database != null) {
      database.close();
    }
  }

  static List<SavedQuery> savedQueries() {
    return SavedQueries.all();
  }

  @ParameterizedTest
  @MethodSource("savedQueries")
  void everySavedQueryHasAnAnswer(SavedQuery query) {
    assertThat(ask(query.name(), Map.of()).rows()).isNotEmpty();
  }

  @Test
  void criticalFindingsAreThoseWhoseNewestVersionIs() {
    Set<String> expected =
        export.findings().values().stream()
            .map(versions -> versions.get(versions.size() - 1))
            .filter(newest -> Export.severity(newest) >= 9)
            .filter(newest -> !Export.day(newest).isBefore(today().minusDays(5)))
            .map(Export::id)
            .collect(Collectors.toSet());

    assertThat(column("critical_recent", "finding_id", Map.of("days", "5")))
        .hasSameSizeAs(expected)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aTimelineHasEachVersionInOrder() {
    List<JsonNode> longest = longest();
    QueryResult answer = ask("finding_timeline", Map.of("finding", Export.id(longest.get(0))));

    assertThat(column(answer, "severity_score"))
        .isEqualTo(longest.stream().map(Export::severity).toList());
    assertThat(column(answer, "updated_at")).isSorted();
  }

  @Test
  void pivotsFindTheFindingsWithThatVeryText() {
    for (String pivot : List.of("address", "hash", "principal", "resource")) {
      Map<String, String> given = pickedFor("about_" + pivot);
      String value = given.get(pivot);
      Set<String> expected =
          export.versions().stream()
              .filter(line -> Export.holds(line, value))
              .map(Export::id)
              .collect(Collectors.toSet());

      assertThat(column("about_" + pivot, "finding_id", given))
          .as("%s %s", pivot, value)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void domainsCountWithTheNamesBelowThem() {
    Map<String, String> given = pickedFor("about_domain");
    String parent = given.get("domain").replaceFirst("^[^.]+\\.", "");

    assertThat(column("about_domain", "finding_id", Map.of("domain", parent)))
        .containsAll(column("about_domain", "finding_id", given));
    assertThat(column("about_domain", "finding_id", Map.of("domain", parent.substring(1))))
        .isEmpty();
  }

  @Test
  void severityRoseWhereTheScoreIsHigherThanBefore() {
    long expected = 0;

    for (List<JsonNode> versions : export.findings().values()) {
      for (int i = 1; i < versions.size(); i++) {
        boolean rose = Export.severity(versions.get(i)) > Export.severity(versions.get(i - 1));
        expected += rose ? 1 : 0;
      }
    }

    assertThat(ask("severity_rose", Map.of("days", "30")).rows()).hasSize((int) expected);
  }

  @Test
  void newTypesAreThoseThatNoEarlierFindingHas() {
    LocalDate since = today().minusDays(6);
    Set<String> before =
        export.versions().stream()
            .filter(line -> Export.day(line).isBefore(since))
            .map(Export::type)
            .collect(Collectors.toSet());
    Set<String> after =
        export.versions().stream()
            .filter(line -> !Export.day(line).isBefore(since))
            .map(Export::type)
            .collect(Collectors.toSet());
    after.removeAll(before);

    assertThat(column("new_types", "finding_type", Map.of("days", "6")))
        .containsExactlyInAnyOrderElementsOf(after);
  }

  @Test
  void aMonthOfAnAccountHasAllItsTypes() {
    Map<String, String> given = pickedFor("account_month");
    YearMonth month = YearMonth.from(LocalDate.parse(given.get("month")));
    Map<String, Long> expected =
        export.versions().stream()
            .filter(line -> Export.account(line).equals(given.get("account")))
            .filter(line -> YearMonth.from(Export.day(line)).equals(month))
            .collect(groupingBy(Export::type, counting()));
    QueryResult answer = ask("account_month", given);
    Map<Object, Object> counts = new HashMap<>();

    for (int i = 0; i < answer.rows().size(); i++) {
      counts.put(column(answer, "finding_type").get(i), column(answer, "version_count").get(i));
    }

    assertThat(counts).isEqualTo(expected);
  }

  @Test
  void sequencesHaveEachOfTheirSignalsInOrder() {
    Map<String, JsonNode> newest = new HashMap<>();
    export.findings().forEach((id, versions) -> newest.put(id, versions.get(versions.size() - 1)));
    long signals =
        newest.values().stream()
            .mapToInt(line -> line.at("/service/detection/sequence/signals").size())
            .sum();
    QueryResult answer = ask("attack_sequences", Map.of());

    assertThat(answer.rows()).hasSize((int) signals);
    List<Object> names = column(answer, "signal_name");
    List<Object> techniques = column(answer, "attack_techniques");

    for (int i = 0; i < names.size(); i++) {
      JsonNode line = newest.get((String) column(answer, "finding_id").get(i));
      int position = ((Number) column(answer, "signal_number").get(i)).intValue() - 1;
      JsonNode signal = line.at("/service/detection/sequence/signals/" + position);
      assertThat(names.get(i)).isEqualTo(signal.get("name").asText());
      assertThat(techniques.get(i) == null ? List.of() : (List<?>) techniques.get(i))
          .isEqualTo(indicators(signal, "ATTACK_TECHNIQUE"));
    }
  }

  @Test
  void aScanLeadsBackToTheFindingThatStartedIt() {
    QueryResult answer = ask("malware_scans", Map.of());
    int row = column(answer, "finding_id").indexOf(scanAndTrigger.getKey());

    assertThat(column(answer, "trigger_finding_id").get(row)).isEqualTo(scanAndTrigger.getValue());
    assertThat(column(answer, "trigger_type").get(row))
        .isEqualTo(Export.type(export.findings().get(scanAndTrigger.getValue()).get(0)));
    assertThat(column(answer, "threat_names").get(row)).asString().isNotBlank();
  }

  @Test
  void keysAreNewInACountryOnlyAfterAnother() {
    QueryResult answer = ask("key_new_country", Map.of("days", "30"));

    for (int i = 0; i < answer.rows().size(); i++) {
      List<?> before = (List<?>) column(answer, "country_codes_before").get(i);
      assertThat(before).isNotEmpty();
      assertThat(before.contains(column(answer, "new_country_code").get(i))).isFalse();
    }
  }

  @Test
  void loginsAfterFailuresCountTheFailuresBefore() {
    QueryResult answer = ask("rds_login_after_failures", Map.of());
    List<Object> failing = column(answer, "failing_until");
    List<Object> loggedIn = column(answer, "logged_in_at");

    for (int i = 0; i < answer.rows().size(); i++) {
      assertThat(failing.get(i).toString()).isLessThanOrEqualTo(loggedIn.get(i).toString());
    }

    assertThat(ask("rds_login_after_failures", Map.of("failures", "1000000")).rows()).isEmpty();
  }

  @Test
  void freshnessShowsSilentAccountsButNotClosedOnes() {
    assertThat(column("export_freshness", "account_name", Map.of()))
        .contains("silent", "web-prod")
        .doesNotContain("closed");
  }

  @Test
  void updatesAreThoseBetweenVersions() {
    long expected = export.findings().values().stream().mapToLong(all -> all.size() - 1).sum();
    long updates =
        column("update_intervals", "update_count", Map.of()).stream()
            .mapToLong(count -> ((Number) count).longValue())
            .sum();

    assertThat(updates).isEqualTo(expected);
  }

  @Test
  void samplesCountOnlyWhenAskedFor() {
    Map<String, String> all = Map.of("samples", "true", "top", "100000");
    long with = total(ask("noisiest", all), "version_count");
    long without = total(ask("noisiest", Map.of("top", "100000")), "version_count");

    assertThat(without).isEqualTo(export.versions().size());
    assertThat(with).isEqualTo(rows("SELECT 1 FROM findings").size()).isGreaterThan(without);
  }

  @Test
  void currentFindingsHaveTheNamesOfTheirAccounts() {
    assertThat(
            rows(
                """
                SELECT DISTINCT account_name, account_ou_path, account_state, account_tags
                FROM findings_with_accounts WHERE account_name IS NOT NULL\
                """))
        .containsExactly(List.of("web-prod", "Root/Prod", "ACTIVE", Map.of("team", "web")));
    assertThat(rows("SELECT count(*) FROM findings_with_accounts"))
        .isEqualTo(rows("SELECT count(*) FROM findings_latest"));
  }

  @Test
  void everyEventIsADetectionFindingOfOcsf() throws IOException {
    JsonSchema schema = ocsf();
    List<List<Object>> kinds = rows("SELECT DISTINCT resource_type, action_type FROM findings");
    QueryResult events = database.query("SELECT * FROM findings_ocsf");
    Set<String> faults = new HashSet<>();

    for (List<Object> row : events.rows()) {
      ObjectNode event = JSON.createObjectNode();

      for (int i = 0; i < row.size(); i++) {
        event.set(events.columns().get(i), JSON.valueToTree(row.get(i)));
      }

      inOcsf(event);
      schema.validate(event).forEach(fault -> faults.add(fault.getMessage()));
    }

    assertThat(faults).isEmpty();
    assertThat(kinds).hasSizeGreaterThan(25);
    assertThat(rows("SELECT DISTINCT finding_type FROM findings").stream().map(row -> row.get(0)))
        .as("every type that is generated")
        .containsAll(generatedTypes());
    assertThat(events.rows()).hasSize(rows("SELECT 1 FROM findings").size());
  }

  @Test
  void eventsOfMalwareHaveItsFilesAndNamesAndAnomaliesTheirCalls() {
    assertThat(number("findings_ocsf WHERE evidences[1].file.path IS NOT NULL"))
        .isEqualTo(number("findings WHERE regexp_matches(malware_file_paths[1], '[^/]$')"))
        .isPositive();
    assertThat(number("findings_ocsf WHERE unmapped.threat_names[1] IS NOT NULL"))
        .isEqualTo(number("findings WHERE threat_names[1] IS NOT NULL"))
        .isPositive();
    assertThat(
            number(
                "findings_ocsf WHERE evidences[1].api.operation IS NOT NULL"
                    + " AND finding_info.types[1] LIKE '%:IAMUser/AnomalousBehavior'"))
        .isEqualTo(
            number(
                "findings WHERE api_name IS NOT NULL"
                    + " AND finding_type LIKE '%:IAMUser/AnomalousBehavior'"))
        .isPositive();
  }

  @Test
  void anAlertAsAnOcsfEventIsTheViewsRow() throws Exception {
    Map<String, JsonNode> ofView = new HashMap<>();
    QueryResult events = database.query("SELECT * EXCLUDE raw_data FROM findings_ocsf");

    for (List<Object> row : events.rows()) {
      ObjectNode event = JSON.createObjectNode();

      for (int i = 0; i < row.size(); i++) {
        event.set(events.columns().get(i), JSON.valueToTree(row.get(i)));
      }

      inOcsf(event);
      ofView.put(event.at("/metadata/uid").asText(), comparable(event));
    }

    Function<String, AccountInfo> accounts = new KnownAccounts(catalog()).open();
    Map<String, JsonNode> ofAlerts = new HashMap<>();
    VersionsInOrder.read(
        catalog(),
        row -> {
          String name = accounts.apply(row.text(FindingColumn.ACCOUNT_ID)).name();
          JsonNode event = OcsfEvent.of(row, name);
          ofAlerts.put(event.at("/metadata/uid").asText(), comparable(event));
        });

    assertThat(ofAlerts.keySet()).isEqualTo(ofView.keySet());
    ofAlerts.forEach((uid, event) -> assertThat(event).as(uid).isEqualTo(ofView.get(uid)));
  }

  private static CatalogSettings catalog() {
    return CatalogSettings.parse(null, lake.uri(), CatalogSettings.DEFAULT_DATABASE);
  }

  /** Numbers as they are read, and moments however they are written. */
  private static JsonNode comparable(JsonNode event) {
    try {
      JsonNode read = JSON.readTree(JSON.writeValueAsBytes(event));
      moments(read);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON", e);
    }
  }

  private static void moments(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getKey().endsWith("_dt")) {
                  field.setValue(
                      JSON.getNodeFactory()
                          .textNode(Instant.parse(field.getValue().asText()).toString()));
                }
              });
    }

    value.forEach(AnalystQuestionsTest::moments);
  }

  @Test
  void theSchemaOfTheClassRefusesWhatIsWrong() throws IOException {
    JsonSchema schema = ocsf();
    ObjectNode event = JSON.createObjectNode();
    QueryResult events = database.query("SELECT * FROM findings_ocsf LIMIT 1");

    for (int i = 0; i < events.columns().size(); i++) {
      event.set(events.columns().get(i), JSON.valueToTree(events.rows().get(0).get(i)));
    }

    inOcsf(event);
    assertThat(schema.validate(event)).isEmpty();
    assertThat(schema.validate(event.deepCopy().put("severity_id", 7))).isNotEmpty();
    assertThat(schema.validate(event.deepCopy().put("severity", "Fatal"))).isNotEmpty();
    assertThat(schema.validate(event.deepCopy().put("type_uid", 200403))).isNotEmpty();
    assertThat(schema.validate(event.deepCopy().put("colour", "red"))).isNotEmpty();
    assertThat(schema.validate(event.deepCopy().put("time_dt", "yesterday"))).isNotEmpty();
    assertThat(schema.validate(event.deepCopy().without("metadata"))).isNotEmpty();
  }

  @Test
  void everyViewCanBeAsked() {
    Views.all().forEach(view -> assertThat(rows("SELECT count(*) FROM " + view.name())).hasSize(1));
  }

  @Test
  void theCommandAsksListsAndPrints() {
    Cli.Result asked =
        Cli.run(
            "query", "--output", lake.uri(), "--saved", "noisiest", "--param", "top=3", "--json");
    Cli.Result printed = Cli.run("query", "--saved", "noisiest", "--param", "top=3", "--print");
    Cli.Result unknown = Cli.run("query", "--output", lake.uri(), "--saved", "noisy");
    Cli.Result both = Cli.run("query", "--output", lake.uri(), "--saved", "noisiest", "select 1");
    Cli.Result wrong =
        Cli.run("query", "--output", lake.uri(), "--saved", "noisiest", "--param", "top=few");

    assertThat(asked.output()).contains("\"place\":3").doesNotContain("\"place\":4");
    assertThat(printed.output()).contains("WHERE noise.place <= 3");
    assertThat(Cli.run("query", "--list").output()).contains("critical_recent", "noisiest");
    assertThat(List.of(unknown, both, wrong)).allMatch(result -> result.exitCode() == 64);
    assertThat(wrong.messages()).contains("'few' is not a whole number");
  }

  @Test
  void theCommandPrintsStatementsForAthena() {
    Cli.Result views = Cli.run("ddl", "--output", "s3://lake/warehouse", "--database", "soc");
    Cli.Result tables = Cli.run("ddl", "--output", "s3://lake/warehouse", "--tables");

    assertThat(views.output())
        .startsWith("CREATE OR REPLACE VIEW \"soc\".\"findings_latest\" AS")
        .endsWith(";\n")
        .doesNotContain("CREATE TABLE");
    assertThat(tables.output())
        .startsWith("CREATE TABLE IF NOT EXISTS `guardlake`.`findings`")
        .contains("LOCATION 's3://lake/warehouse/guardlake/accounts'");
    assertThat(Cli.run("ddl", "--output", lake.uri(), "--tables").exitCode()).isEqualTo(64);
  }

  @Test
  void anImportReplacesAllAccountsAtOnce() throws IOException {
    // The database of the other tests stays at the snapshot that it was opened with.
    String output = lake.uri();
    Path csv = directory.resolve("few.csv");
    Files.writeString(csv, "account_id,name\n111122223333,first\n444455556666,second\n");
    run("accounts", "import", "--output", output, "--csv", csv.toString());
    Files.writeString(csv, "account_id,name\n444455556666,renamed\n");
    Cli.Result result =
        Cli.run("accounts", "import", "--output", output, "--csv", csv.toString(), "--json");
    Files.writeString(csv, "account_id,name\n444455556666,again\n444455556666,twice\n");
    Cli.Result refused = Cli.run("accounts", "import", "--output", output, "--csv", csv.toString());

    assertThat(result.output()).contains("\"accounts\":1");
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(
            Cli.run("query", "--output", output, "--format", "csv", "select name from accounts")
                .output()
                .lines())
        .containsExactly("name", "renamed");
  }

  /** The types in the generator's table. */
  private static Set<Object> generatedTypes() throws IOException {
    try (InputStream in = GeneratorSettings.class.getResourceAsStream("finding-kinds.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> (Object) line.split("\t", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  private static JsonSchema ocsf() throws IOException {
    try (InputStream in =
        SavedQueries.class.getResourceAsStream(
            "/io/guardlake/schemas/ocsf/detection_finding-1.1.0.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(in));
    }
  }

  /** As a consumer writes the row as JSON: without nulls, and times as RFC 3339 has them. */
  private static void inOcsf(ObjectNode object) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();

      if (value.isNull()) {
        fields.remove();
      } else if (field.getKey().endsWith("_dt")) {
        field.setValue(JSON.getNodeFactory().textNode(value.asText().replace(' ', 'T') + "Z"));
      } else {
        inOcsf(value);
      }
    }
  }

  private static void inOcsf(JsonNode value) {
    if (value instanceof ObjectNode object) {
      inOcsf(object);
    } else {
      value.forEach(AnalystQuestionsTest::inOcsf);
    }
  }

  private static List<String> indicators(JsonNode signal, String key) {
    for (JsonNode indicator : signal.get("signalIndicators")) {
      if (indicator.get("key").asText().equals(key)) {
        return indicator.get("values").valueStream().map(JsonNode::asText).sorted().toList();
      }
    }

    return List.of();
  }

  private static List<JsonNode> longest() {
    return export.findings().values().stream()
        .max(Comparator.comparingInt(List::size))
        .orElseThrow();
  }

  private static long total(QueryResult answer, String name) {
    return column(answer, name).stream().mapToLong(cell -> ((Number) cell).longValue()).sum();
  }

  private static List<Object> column(String query, String name, Map<String, String> given) {
    return column(ask(query, given), name);
  }

  private static List<Object> column(QueryResult answer, String name) {
    int index = answer.columns().indexOf(name);
    return answer.rows().stream().map(row -> row.get(index)).toList();
  }

  private static QueryResult ask(String name, Map<String, String> given) {
    Map<String, String> values = pickedFor(name);
    values.putAll(given);
    BoundQuery.Statement statement = SavedQueries.named(name).orElseThrow().bind(values).prepared();
    return database.ask(statement.sql(), statement.values()).result();
  }

  private static Map<String, String> pickedFor(String query) {
    Map<String, String> values = new HashMap<>();

    for (String key : picks.stringPropertyNames()) {
      String value = picks.getProperty(key);

      if (key.startsWith(query + ".")) {
        values.put(
            key.substring(query.length() + 1),
            value.startsWith("SELECT ") ? rows(value).get(0).get(0).toString() : value);
      }
    }

    return values;
  }

  private static List<List<Object>> rows(String sql) {
    return database.query(sql).rows();
  }

  private static long number(String from) {
    return ((Number) rows("SELECT count(*) FROM " + from).get(0).get(0)).longValue();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static void run(String... arguments) {
    Cli.Result result = Cli.run(arguments);
    assertThat(result.exitCode()).as(result.messages()).isZero();
  }
}
