package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said twice in a finding, or in its versions, is said alike. */
final class FindingConsistencyTest {
  private static final int FINDINGS = 4000;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\d.])\\d+\\.\\d+\\.\\d+\\.\\d+(?![\\d.])");
  private static final Pattern DOCUMENTED =
      Pattern.compile("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|10\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern ADDRESS_V6 = Pattern.compile("\"([0-9a-f]{1,4}:[0-9a-f:]+)\"");
  private static final Pattern USER_AGENT = Pattern.compile("\"userAgent\":\"[^\"]*\"");
  private static final Pattern VERSION = Pattern.compile("AMI \\d+\\.\\d+\\.\\d+\\.\\d+");

  private static final List<String> LINES = new ArrayList<>();
  private static final List<List<JsonNode>> VERSIONS = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15"))
                .withFindings(FINDINGS)
                .withSeed(3));

    for (int finding = 0; finding < FINDINGS; finding++) {
      List<JsonNode> versions = new ArrayList<>();

      for (int version = 0; version < generator.versions(finding); version++) {
        byte[] line = generator.line(finding, version);
        LINES.add(new String(line, StandardCharsets.UTF_8));
        versions.add(MAPPER.readTree(line));
      }

      VERSIONS.add(versions);
    }
  }

  @Test
  void usesAddressesOfDocumentationAndPrivateRangesAlone() {
    for (String line : LINES) {
      String read = VERSION.matcher(USER_AGENT.matcher(line).replaceAll("")).replaceAll("");

      for (Matcher address = ADDRESS.matcher(read); address.find(); ) {
        assertThat(address.group()).matches(DOCUMENTED);
      }

      for (Matcher address = ADDRESS_V6.matcher(read); address.find(); ) {
        assertThat(address.group(1)).startsWith("2001:db8:");
      }
    }
  }

  @Test
  void usesDomainsMadeForExamplesAlone() {
    assertThat(Words.DOMAINS)
        .allMatch(domain -> domain.matches(".*\\.(example\\.(com|net|org)|test)"));
  }

  @Test
  void ordersTheTimesOfAFinding() {
    for (JsonNode finding : all()) {
      Instant first = time(finding.at("/service/eventFirstSeen"));
      Instant last = time(finding.at("/service/eventLastSeen"));
      assertThat(first).isBeforeOrEqualTo(last);
      assertThat(last).isBefore(time(finding.get("updatedAt")));
      assertThat(first).isBefore(time(finding.get("createdAt")));
    }
  }

  @Test
  void movesFromVersionToVersionAsUpdatesDo() {
    for (List<JsonNode> versions : VERSIONS) {
      for (int version = 1; version < versions.size(); version++) {
        JsonNode before = versions.get(version - 1);
        JsonNode after = versions.get(version);

        for (String constant : List.of("id", "arn", "type", "createdAt", "accountId", "region")) {
          assertThat(after.get(constant)).isEqualTo(before.get(constant));
        }

        assertThat(time(after.at("/service/eventFirstSeen")))
            .isEqualTo(time(before.at("/service/eventFirstSeen")));
        assertThat(time(after.at("/service/eventLastSeen")))
            .isAfter(time(before.at("/service/eventLastSeen")));
        assertThat(time(after.get("updatedAt"))).isAfter(time(before.get("updatedAt")));
        assertThat(count(after)).isGreaterThan(count(before));
      }
    }
  }

  @Test
  void makesSequencesMoreSevereAndNeverLess() {
    int raised = 0;

    for (List<JsonNode> versions : VERSIONS) {
      for (int version = 1; version < versions.size() && isSequence(versions.get(0)); version++) {
        double before = versions.get(version - 1).get("severity").asDouble();
        double after = versions.get(version).get("severity").asDouble();
        assertThat(after).isBetween(before, 10.0);
        raised += after > before ? 1 : 0;
      }
    }

    assertThat(raised).isPositive();
  }

  @Test
  void chainsProcessesToWhatStartedThem() {
    List<JsonNode> processes = new ArrayList<>();

    for (JsonNode finding : all()) {
      JsonNode runtime = finding.at("/service/runtimeDetails");
      List.of("/process", "/context/targetProcess", "/context/modifyingProcess")
          .forEach(path -> processes.add(runtime.at(path)));
    }

    assertThat(processes).anyMatch(process -> process.path("lineage").size() == 3);

    for (JsonNode process : processes) {
      JsonNode child = process;

      for (JsonNode parent : process.path("lineage")) {
        assertThat(parent.get("uuid")).isEqualTo(child.get("parentUuid"));
        assertThat(parent.get("pid").asInt()).isLessThan(child.get("pid").asInt());
        assertThat(seconds(parent.get("startTime"))).isLessThan(seconds(child.get("startTime")));
        child = parent;
      }
    }
  }

  @Test
  void namesTheInstancesOwnInterfaceInItsConnections() {
    int compared = 0;

    for (JsonNode finding : all()) {
      JsonNode local = finding.at("/service/action/networkConnectionAction/localNetworkInterface");
      JsonNode own = finding.at("/resource/instanceDetails/networkInterfaces/0");

      if (!local.isMissingNode() && !own.isMissingNode()) {
        assertThat(local).isEqualTo(own.get("networkInterfaceId"));
        assertThat(finding.at("/service/action/networkConnectionAction/localIpDetails/ipAddressV4"))
            .isEqualTo(own.get("privateIpAddress"));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void putsEachSubnetIntoOneNetwork() {
    Map<String, Set<String>> networks = new HashMap<>();

    for (JsonNode finding : all()) {
      for (JsonNode one : finding.at("/resource/instanceDetails/networkInterfaces")) {
        networks
            .computeIfAbsent(one.get("subnetId").textValue(), absent -> new HashSet<>())
            .add(one.get("vpcId").textValue());
      }
    }

    assertThat(networks.values()).hasSizeGreaterThan(20).allMatch(vpcs -> vpcs.size() == 1);
  }

  @Test
  void namesInSignalsOnlyWhatTheSequenceHas() {
    int signals = 0;

    for (JsonNode finding : all()) {
      JsonNode sequence = finding.at("/service/detection/sequence");
      List<String> resources = texts(sequence.path("resources"), "uid");
      List<String> actors = texts(sequence.path("actors"), "id");
      List<String> endpoints = texts(sequence.path("endpoints"), "id");

      for (JsonNode signal : sequence.path("signals")) {
        signal.get("resourceUids").forEach(uid -> assertThat(resources).contains(uid.textValue()));
        signal.get("actorIds").forEach(id -> assertThat(actors).contains(id.textValue()));
        signal.get("endpointIds").forEach(id -> assertThat(endpoints).contains(id.textValue()));
        double first = time(finding.at("/service/eventFirstSeen")).getEpochSecond();
        double last = time(finding.at("/service/eventLastSeen")).getEpochSecond();
        assertThat(seconds(signal.get("firstSeenAt")))
            .isBetween(first, seconds(signal.get("lastSeenAt")));
        assertThat(seconds(signal.get("lastSeenAt"))).isLessThan(last);
        signals++;
      }
    }

    assertThat(signals).isGreaterThan(100);
  }

  @Test
  void saysTheFindingsOwnValuesInItsDescription() {
    for (JsonNode finding : all()) {
      JsonNode remote = finding.at("/service/action/networkConnectionAction/remoteIpDetails");
      String description = finding.get("description").textValue();

      for (Matcher address = ADDRESS.matcher(description); address.find(); ) {
        if (!remote.isMissingNode()) {
          assertThat(address.group()).isEqualTo(remote.get("ipAddressV4").textValue());
        }
      }
    }
  }

  private static List<JsonNode> all() {
    return VERSIONS.stream().flatMap(List::stream).toList();
  }

  private static boolean isSequence(JsonNode finding) {
    return finding.get("type").textValue().startsWith("AttackSequence:");
  }

  private static Instant time(JsonNode text) {
    return Instant.parse(text.textValue());
  }

  private static double seconds(JsonNode time) {
    return time.isNumber() ? time.asDouble() : time(time).toEpochMilli() / 1000.0;
  }

  private static long count(JsonNode finding) {
    return finding.at("/service/count").longValue();
  }

  private static List<String> texts(JsonNode objects, String field) {
    List<String> texts = new ArrayList<>();
    objects.forEach(object -> texts.add(object.get(field).textValue()));
    return texts;
  }
}
