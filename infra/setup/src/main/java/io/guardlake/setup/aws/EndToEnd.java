package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.message.Meaning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Follows one sample finding all the way: it is made, waited for in the bucket, decrypted as the
 * reader, and archived. It reaches EventBridge and Security Hub as any finding does, which is why
 * there is one, of low severity, in one region.
 */
public final class EndToEnd {
  /** Severity 2, and nothing that anyone is woken for. */
  public static final String TYPE = "Recon:EC2/PortProbeUnprotectedPort";

  private final AwsClients clients;
  private final SetupConfig config;
  private final Patience patience;
  private final InstantSource clock;

  public EndToEnd(AwsClients clients, SetupConfig config, Patience patience, InstantSource clock) {
    this.clients = requireNonNull(clients, "clients is null");
    this.config = requireNonNull(config, "config is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * A finding that came through.
   *
   * @param uri of the object that it is in
   * @param reader who decrypted it
   */
  public record Arrival(String findingId, String uri, String reader) {
    public Arrival {
      requireNonNull(findingId, "findingId is null");
      requireNonNull(uri, "uri is null");
      requireNonNull(reader, "reader is null");
    }
  }

  /**
   * Makes a sample finding in a region and waits for it.
   *
   * @throws io.guardlake.setup.execute.RefusedException when it does not come, or cannot be read
   */
  public Arrival follow(String region) {
    AccountAccess security = config.accounts().security();
    GuardDutyClient client = clients.guardDuty(security, region);
    Asker asker = new Asker(security.id(), region);
    String detector =
        Detectors.find(client, asker)
            .orElseThrow(
                () ->
                    Refusals.of(
                        Meaning.WRONG_WISH,
                        "GuardDuty is not on in %s; name another region.".formatted(region)));
    Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    asker.tell(
        "CreateSampleFindings",
        TYPE,
        () ->
            client.createSampleFindings(
                request -> request.detectorId(detector).findingTypes(TYPE)));
    String finding = finding(client, asker, detector, since);

    try {
      return arrival(region, finding, since);
    } finally {
      asker.tell(
          "ArchiveFindings",
          finding,
          () ->
              client.archiveFindings(request -> request.detectorId(detector).findingIds(finding)));
    }
  }

  private String finding(GuardDutyClient client, Asker asker, String detector, Instant since) {
    for (int tries = 1; ; tries++) {
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
                                  .findingCriteria(FindingQueries.activeOf(TYPE, since))))
              .findingIds();

      if (!ids.isEmpty()) {
        return ids.get(0);
      }

      if (!patience.waitAfter(tries)) {
        throw Refusals.of(
            Meaning.NOT_FOUND,
            "The sample finding %s did not appear in %s; does a suppression filter archive it?"
                .formatted(TYPE, asker.region()));
      }
    }
  }

  private Arrival arrival(String region, String finding, Instant since) {
    Set<String> seen = new HashSet<>();

    for (int tries = 1; ; tries++) {
      Optional<S3Object> found =
          objects(region, since)
              .filter(object -> seen.add(object.key()))
              .filter(object -> text(object.key()).contains("\"" + finding + "\""))
              .findFirst();

      if (found.isPresent()) {
        return new Arrival(finding, uri(found.get().key()), readerName());
      }

      if (!patience.waitAfter(tries)) {
        throw Refusals.of(
            Meaning.NOT_FOUND,
            "The sample finding %s of %s is not in the bucket. New findings come within five minutes, one that was there before only at the next interval. Look at guardlake setup status and doctor."
                .formatted(finding, region));
      }
    }
  }

  private Stream<S3Object> objects(String region, Instant since) {
    AccountAccess owner = owner();
    S3Client client = clients.s3(owner, config.bucket().region());
    LocalDate first = LocalDate.ofInstant(since, ZoneOffset.UTC);
    return ExportKeys.days(
            config.bucket().keyPrefix(),
            config.accounts().security().id(),
            region,
            List.of(first, first.plusDays(1)))
        .flatMap(
            prefix ->
                new Asker(owner.id(), config.bucket().region())
                        .ask(
                            "ListObjectsV2",
                            config.bucket().name() + "/" + prefix,
                            () ->
                                client
                                    .listObjectsV2Paginator(
                                        request ->
                                            request
                                                .bucket(config.bucket().name())
                                                .expectedBucketOwner(owner.id())
                                                .prefix(prefix))
                                    .stream()
                                    .flatMap(page -> page.contents().stream())
                                    .toList())
                        .stream())
        .filter(object -> object.size() > 0 && !object.lastModified().isBefore(since));
  }

  /** As the reader of the configuration, or as the bucket's owner where it names none. */
  private String text(String key) {
    String region = config.bucket().region();
    Optional<String> reader = reader();
    S3Client client =
        reader
            .map(role -> clients.s3As(role, from(role), region))
            .orElseGet(() -> clients.s3(owner(), region));
    byte[] content =
        new Asker(reader.map(role -> role.split(":", -1)[4]).orElse(owner().id()), region)
            .ask(
                "GetObject",
                "%s as %s".formatted(uri(key), readerName()),
                () ->
                    client
                        .getObjectAsBytes(
                            request ->
                                request
                                    .bucket(config.bucket().name())
                                    .key(key)
                                    .expectedBucketOwner(owner().id()))
                        .asByteArray());

    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusals.of(Meaning.UNKNOWN, "%s is not gzip: %s.".formatted(uri(key), e));
    }
  }

  private Optional<String> reader() {
    return config.readers().flatMap(readers -> readers.stream().findFirst());
  }

  private String readerName() {
    return reader().orElse("the owner of the bucket, account " + owner().id());
  }

  private AccountAccess from(String role) {
    return OwnerAccess.of(config, role.split(":", -1)[4]).orElse(config.accounts().security());
  }

  private AccountAccess owner() {
    return config.accounts().in(config.bucket().owner()).orElseThrow();
  }

  private String uri(String key) {
    return "s3://%s/%s".formatted(config.bucket().name(), key);
  }
}
