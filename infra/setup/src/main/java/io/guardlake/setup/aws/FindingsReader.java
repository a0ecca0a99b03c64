package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guardlake.setup.config.AccountAccess;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.FindingCriteria;
import software.amazon.awssdk.services.guardduty.model.ListFindingsResponse;

/**
 * Reads the findings of a region, an administrator's members' included: ListFindings names them,
 * GetFindings tells fifty at a time. GuardDuty keeps them for 90 days. On the wire they have the
 * names and the nesting of an exported line, and nested times in seconds since 1970, as exported
 * lines have them too; so a line is what came, field by field, and fields newer than the SDK stay.
 */
final class FindingsReader {
  private static final int MOST_IN_CALL = 50;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final GuardDutyClient client;
  private final Asker asker;
  private final String region;

  FindingsReader(AwsClients clients, AccountAccess account, String region) {
    this.client = clients.guardDuty(account, region);
    this.asker = new Asker(account.id(), region);
    this.region = requireNonNull(region, "region is null");
  }

  /** Tells the consumer of each finding; of none where there is no detector. */
  void read(FindingCriteria criteria, Consumer<ApiFinding> consumer) {
    Optional<String> detector =
        asker
            .ask("ListDetectors", "", () -> client.listDetectors(request -> {}))
            .detectorIds()
            .stream()
            .findFirst();
    detector.ifPresent(id -> read(id, criteria, consumer));
  }

  private void read(String detector, FindingCriteria criteria, Consumer<ApiFinding> consumer) {
    String next = null;

    do {
      String token = next;
      ListFindingsResponse page =
          asker.ask(
              "ListFindings",
              detector,
              () ->
                  client.listFindings(
                      request ->
                          request
                              .detectorId(detector)
                              .findingCriteria(criteria)
                              .maxResults(MOST_IN_CALL)
                              .nextToken(token)));

      if (!page.findingIds().isEmpty()) {
        describe(detector, page.findingIds()).forEach(consumer);
      }

      next = page.nextToken();
    } while (next != null && !next.isEmpty());
  }

  private List<ApiFinding> describe(String detector, List<String> ids) {
    AtomicReference<byte[]> answer = new AtomicReference<>();
    asker.tell(
        "GetFindings",
        detector,
        () ->
            client.getFindings(
                request ->
                    request
                        .detectorId(detector)
                        .findingIds(ids)
                        .overrideConfiguration(
                            each -> each.putExecutionAttribute(RawAnswers.WANTED, answer))));
    List<ApiFinding> findings = new ArrayList<>();

    try {
      for (JsonNode finding : MAPPER.readTree(answer.get()).path("findings")) {
        findings.add(finding(finding));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "GuardDuty of %s answered GetFindings with what is not JSON.".formatted(region), e);
    }

    return findings;
  }

  private ApiFinding finding(JsonNode finding) throws JsonProcessingException {
    String updatedAt = finding.path("updatedAt").asText();

    try {
      return new ApiFinding(
          finding.path("accountId").asText(),
          finding.path("region").asText(),
          finding.path("id").asText(),
          Instant.parse(updatedAt),
          finding.path("service").path("archived").asBoolean(),
          MAPPER.writeValueAsString(finding));
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          "GuardDuty of %s told of a finding that was updated at \"%s\", which is no time."
              .formatted(region, updatedAt),
          e);
    }
  }
}
