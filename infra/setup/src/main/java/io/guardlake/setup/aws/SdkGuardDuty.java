package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ExportFrequency;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.plan.ExportRules;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.GuardDutyPlane;
import io.guardlake.setup.plan.KeyReference;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.DescribePublishingDestinationResponse;
import software.amazon.awssdk.services.guardduty.model.Destination;
import software.amazon.awssdk.services.guardduty.model.DestinationProperties;
import software.amazon.awssdk.services.guardduty.model.DetectorAdditionalConfiguration;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureConfiguration;
import software.amazon.awssdk.services.guardduty.model.UpdateDetectorRequest;

/** GuardDuty itself. Whatever is asked for is looked for first, and done only if it is not so. */
final class SdkGuardDuty implements GuardDutyPlane {
  private static final String S3 = "S3";

  private final AwsClients clients;
  private final SetupConfig config;
  private final SdkStorage storage;
  private final RejectedPrincipals rejected;
  private final Consumer<String> notes;

  SdkGuardDuty(
      AwsClients clients,
      SetupConfig config,
      SdkStorage storage,
      RejectedPrincipals rejected,
      Consumer<String> notes) {
    this.clients = clients;
    this.config = config;
    this.storage = storage;
    this.rejected = rejected;
    this.notes = notes;
  }

  @Override
  public void createDetector(
      AccountRole account,
      String region,
      Optional<ExportFrequency> frequency,
      Map<String, FeatureChange> features) {
    AccountAccess access = config.accounts().in(account).orElseThrow();
    GuardDutyClient client = clients.guardDuty(access, region);
    Asker asker = new Asker(access.id(), region);
    String id = Detectors.find(client, asker).orElseGet(() -> create(client, asker));
    update(
        client,
        asker,
        id,
        request -> {
          request.enable(true);
          frequency.ifPresent(each -> request.findingPublishingFrequency(each.name()));
        });
    features.forEach((feature, change) -> feature(client, asker, id, feature, change));
  }

  /** Another may have made it in between, such as a delegation. */
  private static String create(GuardDutyClient client, Asker asker) {
    try {
      return asker.ask(
          "CreateDetector",
          "",
          () -> client.createDetector(request -> request.enable(true)).detectorId());
    } catch (RefusedException e) {
      if (e.meaning() == Meaning.DONE_ALREADY) {
        return Detectors.find(client, asker).orElseThrow(() -> e);
      }

      throw e;
    }
  }

  @Override
  public void resumeDetector(String region) {
    update(client(region), asker(region), detector(region), request -> request.enable(true));
  }

  @Override
  public void changeFrequency(String region, ExportFrequency frequency) {
    update(
        client(region),
        asker(region),
        detector(region),
        request -> request.findingPublishingFrequency(frequency.name()));
  }

  @Override
  public void changeFeature(String region, String feature, FeatureChange change) {
    feature(client(region), asker(region), detector(region), feature, change);
  }

  /** GuardDuty has the same words for a feature that a region has not as for much else. */
  private void feature(
      GuardDutyClient client, Asker asker, String id, String feature, FeatureChange change) {
    try {
      update(client, asker, id, request -> request.features(configuration(feature, change)));
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.WRONG_WISH) {
        throw e;
      }

      notes.accept(
          "%s cannot be set to %s in %s and is passed over. %s"
              .formatted(feature, change, asker.region(), e.getMessage()));
    }
  }

  private static DetectorFeatureConfiguration configuration(String feature, FeatureChange change) {
    return DetectorFeatureConfiguration.builder()
        .name(feature)
        .status(change.status())
        .additionalConfiguration(
            change.agents().stream()
                .map(
                    agent ->
                        DetectorAdditionalConfiguration.builder()
                            .name(agent)
                            .status(change.status())
                            .build())
                .toList())
        .build();
  }

  private static void update(
      GuardDutyClient client,
      Asker asker,
      String id,
      Consumer<UpdateDetectorRequest.Builder> what) {
    asker.tell(
        "UpdateDetector",
        id,
        () ->
            client.updateDetector(
                request -> {
                  request.detectorId(id);
                  what.accept(request);
                }));
  }

  @Override
  public void createDestination(String region, String arn, KeyReference key) {
    requireKnown(region);
    String detector = detector(region);
    String keyArn = storage.arn(key);
    Optional<DescribePublishingDestinationResponse> present = destination(region, detector);

    if (present.isPresent()) {
      requireSame(region, present.get().destinationProperties(), arn, keyArn);
      return;
    }

    asker(region)
        .tell(
            "CreatePublishingDestination",
            arn,
            () ->
                client(region)
                    .createPublishingDestination(
                        request ->
                            request
                                .detectorId(detector)
                                .destinationType(S3)
                                .destinationProperties(
                                    each -> each.destinationArn(arn).kmsKeyArn(keyArn))));
  }

  private void requireKnown(String region) {
    if (rejected.contains(region)) {
      throw Refusals.of(
          Meaning.NOT_AVAILABLE,
          "AWS does not know guardduty.%s.amazonaws.com yet, so GuardDuty of %s cannot export; try again later, or exclude the region."
              .formatted(region, region));
    }
  }

  private static void requireSame(
      String region, DestinationProperties present, String arn, String keyArn) {
    if (!ExportRules.sameDestination(present.destinationArn(), arn)
        || !keyArn.equals(present.kmsKeyArn())) {
      throw Refusals.of(
          Meaning.WRONG_WISH,
          "GuardDuty in %s exports to %s with %s since this was planned; plan again."
              .formatted(region, present.destinationArn(), present.kmsKeyArn()));
    }
  }

  @Override
  public void updateDestination(String region, String arn, KeyReference key) {
    requireKnown(region);
    String detector = detector(region);
    String keyArn = storage.arn(key);
    Optional<DescribePublishingDestinationResponse> present = destination(region, detector);

    if (present.isEmpty()) {
      createDestination(region, arn, key);
      return;
    }

    asker(region)
        .tell(
            "UpdatePublishingDestination",
            arn,
            () ->
                client(region)
                    .updatePublishingDestination(
                        request ->
                            request
                                .detectorId(detector)
                                .destinationId(present.get().destinationId())
                                .destinationProperties(
                                    each -> each.destinationArn(arn).kmsKeyArn(keyArn))));
  }

  @Override
  public void deleteDestination(String region, String arn) {
    Optional<String> detector = Detectors.find(client(region), asker(region));
    Optional<DescribePublishingDestinationResponse> present =
        detector
            .flatMap(id -> destination(region, id))
            .filter(
                each ->
                    ExportRules.sameDestination(
                        each.destinationProperties().destinationArn(), arn));
    present.ifPresent(
        each ->
            asker(region)
                .find(
                    "DeletePublishingDestination",
                    each.destinationId(),
                    () ->
                        client(region)
                            .deletePublishingDestination(
                                request ->
                                    request
                                        .detectorId(detector.orElseThrow())
                                        .destinationId(each.destinationId()))));
  }

  private Optional<DescribePublishingDestinationResponse> destination(
      String region, String detector) {
    Optional<String> id =
        asker(region)
            .ask(
                "ListPublishingDestinations",
                detector,
                () ->
                    client(region)
                        .listPublishingDestinationsPaginator(
                            request -> request.detectorId(detector))
                        .stream()
                        .flatMap(page -> page.destinations().stream())
                        .filter(each -> S3.equals(each.destinationTypeAsString()))
                        .map(Destination::destinationId)
                        .findFirst());
    return id.flatMap(
        each ->
            asker(region)
                .find(
                    "DescribePublishingDestination",
                    each,
                    () ->
                        client(region)
                            .describePublishingDestination(
                                request -> request.detectorId(detector).destinationId(each))));
  }

  private String detector(String region) {
    return Detectors.find(client(region), asker(region))
        .orElseThrow(
            () ->
                Refusals.of(
                    Meaning.TRY_AGAIN,
                    "Account %s has no detector in %s yet."
                        .formatted(config.accounts().security().id(), region)));
  }

  private GuardDutyClient client(String region) {
    return clients.guardDuty(config.accounts().security(), region);
  }

  private Asker asker(String region) {
    return new Asker(config.accounts().security().id(), region);
  }
}
