package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.AtOnce;
import io.guardlake.setup.status.Freshness;
import io.guardlake.setup.status.RegionStatus;
import io.guardlake.setup.status.Status;
import io.guardlake.setup.status.StatusJudge;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.Finding;
import software.amazon.awssdk.services.guardduty.model.OrderBy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads whether what GuardDuty found last was exported: its newest active finding of each region,
 * and the newest object of the day it was updated on, or of the two after it.
 */
public final class StatusReader {
  private static final int DAYS = 3;

  private final AwsClients clients;
  private final SetupConfig config;

  public StatusReader(AwsClients clients, SetupConfig config) {
    this.clients = requireNonNull(clients, "clients is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** The status of each region that the account can use. */
  public Status read(World world, Instant now) throws InterruptedException {
    StatusJudge judge = new StatusJudge(config, world, now);
    List<Future<RegionStatus>> reading = new ArrayList<>();

    try (AtOnce atOnce = new AtOnce(AtOnce.USUAL)) {
      for (RegionState region : world.regions().values()) {
        reading.add(atOnce.start(() -> judge.judge(region, freshness(region, judge, now))));
      }

      List<RegionStatus> regions = new ArrayList<>();

      for (Future<RegionStatus> each : reading) {
        regions.add(AtOnce.result(each));
      }

      return new Status(now, regions, judge.accounts(world));
    }
  }

  private Seen<Freshness> freshness(RegionState region, StatusJudge judge, Instant now) {
    Optional<String> detector = region.detector().found().map(DetectorState::id);

    if (!judge.isToExport(region) || judge.ours(region).isEmpty() || detector.isEmpty()) {
      return Seen.absent();
    }

    return Asker.see(() -> Optional.of(freshness(region.name(), detector.get(), now)));
  }

  private Freshness freshness(String region, String detector, Instant now) {
    Optional<Finding> finding = newestFinding(region, detector);
    Optional<Instant> updated = finding.map(each -> Instant.parse(each.updatedAt()));
    Optional<Instant> object =
        finding.flatMap(each -> newestObject(region, each.accountId(), updated.get(), now));
    return new Freshness(updated, object);
  }

  private Optional<Finding> newestFinding(String region, String detector) {
    AccountAccess security = config.accounts().security();
    GuardDutyClient client = clients.guardDuty(security, region);
    Asker asker = new Asker(security.id(), region);
    List<String> ids =
        asker
            .ask(
                "ListFindings",
                detector,
                () ->
                    client.listFindings(
                        request ->
                            request
                                .detectorId(detector)
                                .maxResults(1)
                                .findingCriteria(FindingQueries.active())
                                .sortCriteria(
                                    sort -> sort.attributeName("updatedAt").orderBy(OrderBy.DESC))))
            .findingIds();

    if (ids.isEmpty()) {
      return Optional.empty();
    }

    return asker
        .ask(
            "GetFindings",
            ids.get(0),
            () ->
                client.getFindings(request -> request.detectorId(detector).findingIds(ids.get(0))))
        .findings()
        .stream()
        .findFirst();
  }

  /** AWS does not say whether the folder is the finding's account or the administrator's. */
  private Optional<Instant> newestObject(
      String region, String account, Instant since, Instant now) {
    AccountAccess owner = config.accounts().in(config.bucket().owner()).orElseThrow();
    S3Client client = clients.s3(owner, config.bucket().region());
    Asker asker = new Asker(owner.id(), config.bucket().region());
    return Stream.of(account, config.accounts().security().id())
        .distinct()
        .flatMap(
            each -> ExportKeys.days(config.bucket().keyPrefix(), each, region, days(since, now)))
        .flatMap(prefix -> objects(client, asker, owner.id(), prefix))
        .map(S3Object::lastModified)
        .max(Instant::compareTo);
  }

  private Stream<S3Object> objects(S3Client client, Asker asker, String owner, String prefix) {
    return asker
        .ask(
            "ListObjectsV2",
            config.bucket().name() + "/" + prefix,
            () ->
                client
                    .listObjectsV2Paginator(
                        request ->
                            request
                                .bucket(config.bucket().name())
                                .expectedBucketOwner(owner)
                                .prefix(prefix))
                    .stream()
                    .flatMap(page -> page.contents().stream())
                    .filter(object -> object.size() > 0)
                    .toList())
        .stream();
  }

  private static List<LocalDate> days(Instant since, Instant now) {
    LocalDate first = LocalDate.ofInstant(since, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(DAYS)
        .filter(day -> !day.isAfter(last))
        .toList();
  }
}
