package io.guardlake.setup.aws;

import java.util.Optional;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;

/** Finds the one detector that an account has in a region. */
final class Detectors {
  private Detectors() {}

  static Optional<String> find(GuardDutyClient client, Asker asker) {
    return asker.ask(
        "ListDetectors",
        "",
        () ->
            client.listDetectorsPaginator(request -> {}).stream()
                .flatMap(page -> page.detectorIds().stream())
                .findFirst());
  }
}
