package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Page;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.generator.SingleFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on findings, samples and filters. */
final class FindingCalls {
  private static final int MOST_IN_CALL = 50;

  private final AwsWorld world;
  private final GuardDuty guardDuty;
  private final DetectorCalls detectors;

  FindingCalls(AwsWorld world, GuardDuty guardDuty, DetectorCalls detectors) {
    this.world = world;
    this.guardDuty = guardDuty;
    this.detectors = detectors;
  }

  AwsAnswer list(Call call) {
    JsonNode wish = call.json();
    List<Finding> found =
        new ArrayList<>(
            guardDuty.findings(detectors.of(call)).stream()
                .filter(finding -> Criteria.match(wish.path("findingCriteria"), finding.json()))
                .toList());
    sort(found, wish.path("sortCriteria"));
    int most = wish.path("maxResults").asInt(MOST_IN_CALL);
    Page<Finding> page =
        Page.of(
            found,
            wish.path("nextToken").asText(),
            Math.max(1, Math.min(most, MOST_IN_CALL)),
            world.knobs());
    ObjectNode answer = DetectorCalls.object();
    ArrayNode ids = answer.putArray("findingIds");
    page.items().forEach(finding -> ids.add(finding.id()));
    // GuardDuty says an empty token where others say none.
    answer.put("nextToken", page.next().orElse(""));
    return AwsAnswer.json(answer);
  }

  AwsAnswer describe(Call call) {
    List<Finding> found = new ArrayList<>(named(call));
    sort(found, call.json().path("sortCriteria"));
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("findings");
    found.forEach(finding -> list.add(ApiForm.of(finding.json())));
    return AwsAnswer.json(answer);
  }

  AwsAnswer createSamples(Call call) {
    Detector detector = detectors.of(call);
    List<String> types = new ArrayList<>();
    call.json().path("findingTypes").forEach(type -> types.add(type.asText()));

    if (!SingleFinding.types().containsAll(types)) {
      throw BadRequests.outOfRange();
    }

    for (String type : types.isEmpty() ? SingleFinding.types() : types) {
      guardDuty.add(detector, type, SingleFinding.Kind.SAMPLE);
    }

    return AwsAnswer.emptyJson();
  }

  AwsAnswer archive(Call call) {
    named(call).forEach(Finding::archive);
    return AwsAnswer.emptyJson();
  }

  AwsAnswer unarchive(Call call) {
    named(call).forEach(finding -> finding.unarchive(world.now()));
    return AwsAnswer.emptyJson();
  }

  AwsAnswer createFilter(Call call) {
    Detector detector = detectors.of(call);
    ObjectNode wish = call.json();
    String name = wish.path("name").asText();

    if (name.length() < 3 || detector.filters.containsKey(name)) {
      throw BadRequests.outOfRange();
    }

    ObjectNode filter = DetectorCalls.object().put("name", name).put("action", "NOOP");
    setFilter(filter, wish);
    detector.filters.put(name, filter);
    return AwsAnswer.json(DetectorCalls.object().put("name", name));
  }

  AwsAnswer listFilters(Call call) {
    ObjectNode answer = DetectorCalls.object();
    ArrayNode names = answer.putArray("filterNames");
    List<String> all = List.copyOf(detectors.of(call).filters.keySet());
    detectors.page(call, all, answer).items().forEach(names::add);
    return AwsAnswer.json(answer);
  }

  AwsAnswer filter(Call call) {
    return AwsAnswer.json(filterOf(call));
  }

  AwsAnswer updateFilter(Call call) {
    ObjectNode filter = filterOf(call);
    setFilter(filter, call.json());
    return AwsAnswer.json(DetectorCalls.object().put("name", filter.path("name").asText()));
  }

  AwsAnswer deleteFilter(Call call) {
    filterOf(call);
    detectors.of(call).filters.remove(call.part("filterName"));
    return AwsAnswer.emptyJson();
  }

  private ObjectNode filterOf(Call call) {
    return Optional.ofNullable(detectors.of(call).filters.get(call.part("filterName")))
        .map(ObjectNode.class::cast)
        .orElseThrow(BadRequests::destinationGone);
  }

  /** A filter with an unknown operator is refused when it is made. */
  private static void setFilter(ObjectNode filter, JsonNode wish) {
    Criteria.match(wish.path("findingCriteria"), DetectorCalls.object());

    for (String field : List.of("description", "action", "rank", "findingCriteria", "tags")) {
      if (wish.has(field)) {
        filter.set(field, wish.get(field));
      }
    }

    if (!filter.has("findingCriteria")) {
      throw BadRequests.outOfRange();
    }
  }

  private List<Finding> named(Call call) {
    Map<String, Finding> seen = new HashMap<>();
    guardDuty.findings(detectors.of(call)).forEach(finding -> seen.put(finding.id(), finding));
    JsonNode ids = call.json().path("findingIds");

    if (ids.size() > MOST_IN_CALL) {
      throw BadRequests.outOfRange();
    }

    List<Finding> found = new ArrayList<>();
    ids.forEach(id -> Optional.ofNullable(seen.get(id.asText())).ifPresent(found::add));
    return found;
  }

  private static void sort(List<Finding> findings, JsonNode wish) {
    if (wish.isMissingNode()) {
      return;
    }

    String pointer = "/" + wish.path("attributeName").asText("id").replace('.', '/');
    Comparator<Finding> order =
        pointer.equals("/severity") || pointer.equals("/service/count")
            ? Comparator.comparingDouble(finding -> finding.json().at(pointer).asDouble())
            : Comparator.comparing(finding -> finding.json().at(pointer).asText());
    findings.sort(wish.path("orderBy").asText().equals("DESC") ? order.reversed() : order);
  }
}
