package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attack sequences hold together, within a version and from one to the next. */
final class SequenceFindingsTest {
  private static final int FINDINGS = 8000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The tactics that MITRE's matrices for the cloud and Linux have for a technique. */
  private static final Map<String, Set<String>> TACTICS =
      Map.ofEntries(
          Map.entry(
              "T1078",
              Set.of("Initial Access", "Persistence", "Privilege Escalation", "Defense Evasion")),
          Map.entry("T1087", Set.of("Discovery")),
          Map.entry("T1098", Set.of("Persistence", "Privilege Escalation")),
          Map.entry("T1136", Set.of("Persistence")),
          Map.entry("T1562", Set.of("Defense Evasion")),
          Map.entry("T1496", Set.of("Impact")),
          Map.entry("T1619", Set.of("Discovery")),
          Map.entry("T1530", Set.of("Collection")),
          Map.entry("T1537", Set.of("Exfiltration")),
          Map.entry("T1485", Set.of("Impact")),
          Map.entry("T1190", Set.of("Initial Access")),
          Map.entry("T1610", Set.of("Defense Evasion", "Execution")),
          Map.entry("T1059", Set.of("Execution")),
          Map.entry("T1611", Set.of("Privilege Escalation")),
          Map.entry("T1552", Set.of("Credential Access")),
          Map.entry("T1071", Set.of("Command and Control")),
          Map.entry("T1204", Set.of("Execution")),
          Map.entry("T1620", Set.of("Defense Evasion")),
          Map.entry("T1547", Set.of("Persistence", "Privilege Escalation")));

  private static final List<List<JsonNode>> VERSIONS = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15"))
                .withFindings(FINDINGS)
                .withMeanUpdates(2)
                .withSeed(5));

    for (int finding = 0; finding < FINDINGS; finding++) {
      if (FindingKinds.of(5, finding).isSequence()) {
        List<JsonNode> versions = new ArrayList<>();

        for (int version = 0; version < generator.versions(finding); version++) {
          versions.add(MAPPER.readTree(generator.line(finding, version)));
        }

        VERSIONS.add(versions);
      }
    }
  }

  @Test
  void hasUpToThreeActorsAndFourEndpoints() {
    Map<String, Set<Integer>> actors = new HashMap<>();
    Set<Integer> endpoints = new HashSet<>();

    for (JsonNode finding : all()) {
      actors
          .computeIfAbsent(finding.get("type").textValue(), absent -> new HashSet<>())
          .add(sequence(finding).get("actors").size());
      endpoints.add(sequence(finding).get("endpoints").size());
    }

    assertThat(actors).hasSize(5);
    assertThat(actors.remove("AttackSequence:IAM/CompromisedCredentials"))
        .containsExactlyInAnyOrder(1, 2);
    assertThat(actors.values())
        .allSatisfy(counts -> assertThat(counts).containsExactlyInAnyOrder(1, 2, 3));
    assertThat(endpoints).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void namesInSignalsOnlyWhatTheSequenceHas() {
    for (JsonNode finding : all()) {
      Set<String> resources = byId(sequence(finding).get("resources"), "uid").keySet();
      Set<String> actors = byId(sequence(finding).get("actors"), "id").keySet();
      Set<String> endpoints = byId(sequence(finding).get("endpoints"), "id").keySet();

      for (JsonNode signal : sequence(finding).get("signals")) {
        assertThat(resources).containsAll(texts(signal.get("resourceUids")));
        assertThat(actors).containsAll(texts(signal.get("actorIds")));
        assertThat(endpoints).containsAll(texts(signal.get("endpointIds")));
      }
    }
  }

  @Test
  void givesEachSignalATacticAndATechniqueOfIt() {
    for (JsonNode finding : all()) {
      for (JsonNode signal : sequence(finding).get("signals")) {
        String tactic = value(signal, "ATTACK_TACTIC");
        String technique = value(signal, "ATTACK_TECHNIQUE");
        assertThat(TACTICS.get(technique.substring(0, 5))).as(technique).contains(tactic);
      }
    }
  }

  @Test
  void saysOfAddressesAndDomainsWhatTheSignalsEndpointHas() {
    int addresses = 0;
    int domains = 0;

    for (JsonNode finding : all()) {
      Map<String, JsonNode> endpoints = byId(sequence(finding).get("endpoints"), "id");

      for (JsonNode signal : sequence(finding).get("signals")) {
        JsonNode endpoint =
            texts(signal.get("endpointIds")).stream()
                .map(endpoints::get)
                .findFirst()
                .orElse(MAPPER.createObjectNode());

        for (JsonNode indicator : signal.get("signalIndicators")) {
          String key = indicator.get("key").textValue();
          String value = indicator.at("/values/0").textValue();

          if (key.endsWith("_IP")) {
            assertThat(endpoint.path("ip").asText()).isEqualTo(value);
            addresses++;
          } else if (key.endsWith("_DOMAIN")) {
            assertThat(endpoint.path("domain").asText()).isEqualTo(value);
            domains++;
          } else if (key.contains("ASN") || key.equals("SUSPICIOUS_NETWORK")) {
            assertThat(endpoint.at("/autonomousSystem/name").asText()).isEqualTo(value);
          }
        }
      }
    }

    assertThat(addresses).isGreaterThan(50);
    assertThat(domains).isGreaterThan(50);
  }

  @Test
  void hasTheIndicatorsOfItsSignalsAndNoOther() {
    for (JsonNode finding : all()) {
      Set<String> ofSignals = new HashSet<>();
      sequence(finding)
          .get("signals")
          .forEach(signal -> ofSignals.addAll(indicators(signal.get("signalIndicators"))));

      assertThat(indicators(sequence(finding).get("sequenceIndicators"))).isEqualTo(ofSignals);
    }
  }

  @Test
  void ordersItsSignalsWithinItsOwnTime() {
    for (JsonNode finding : all()) {
      double before = seconds(finding.at("/service/eventFirstSeen")) - 60;
      double end = seconds(finding.at("/service/eventLastSeen"));

      for (JsonNode signal : sequence(finding).get("signals")) {
        double first = seconds(signal.get("firstSeenAt"));
        double last = seconds(signal.get("lastSeenAt"));
        assertThat(first).isBetween(before, last);
        assertThat(last).isBetween(before, end);
        before = first;
      }
    }
  }

  @Test
  void saysHowManySignalsItHas() {
    for (JsonNode finding : all()) {
      assertThat(finding.get("description").textValue())
          .contains(sequence(finding).get("signals").size() + " signals");
    }
  }

  @Test
  void growsBySignalsAndKeepsTheOthers() {
    int grown = 0;

    for (List<JsonNode> versions : VERSIONS) {
      for (int version = 1; version < versions.size(); version++) {
        JsonNode before = sequence(versions.get(version - 1));
        JsonNode after = sequence(versions.get(version));

        for (String constant : List.of("actors", "endpoints", "resources")) {
          assertThat(after.get(constant)).isEqualTo(before.get(constant));
        }

        List<JsonNode> signals = elements(after.get("signals"));
        assertThat(signals).startsWith(elements(before.get("signals")).toArray(new JsonNode[0]));
        grown += signals.size() > before.get("signals").size() ? 1 : 0;
      }
    }

    assertThat(grown).isGreaterThan(20);
  }

  @Test
  void becomesMoreSevereAndNeverLess() {
    int raised = 0;

    for (List<JsonNode> versions : VERSIONS) {
      for (int version = 1; version < versions.size(); version++) {
        double before = versions.get(version - 1).get("severity").asDouble();
        double after = versions.get(version).get("severity").asDouble();
        assertThat(after).isBetween(before, 10.0);
        raised += after > before ? 1 : 0;
      }
    }

    assertThat(raised).isPositive();
  }

  private static List<JsonNode> all() {
    return VERSIONS.stream().flatMap(List::stream).toList();
  }

  private static JsonNode sequence(JsonNode finding) {
    return finding.at("/service/detection/sequence");
  }

  private static double seconds(JsonNode time) {
    return time.isNumber()
        ? time.asDouble()
        : Instant.parse(time.textValue()).toEpochMilli() / 1000.0;
  }

  private static String value(JsonNode signal, String key) {
    return byId(signal.get("signalIndicators"), "key").get(key).at("/values/0").textValue();
  }

  private static Set<String> indicators(JsonNode list) {
    Set<String> indicators = new HashSet<>();

    for (JsonNode indicator : list) {
      texts(indicator.get("values"))
          .forEach(value -> indicators.add(indicator.get("key").textValue() + "=" + value));
    }

    return indicators;
  }

  private static Map<String, JsonNode> byId(JsonNode list, String field) {
    Map<String, JsonNode> byId = new HashMap<>();
    list.forEach(one -> byId.put(one.get(field).textValue(), one));
    return byId;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static List<JsonNode> elements(JsonNode list) {
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    return elements;
  }
}
