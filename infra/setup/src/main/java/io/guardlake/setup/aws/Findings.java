package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.RefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.guardduty.model.FindingCriteria;

/** The findings that GuardDuty has now in the security account's regions. */
public final class Findings {
  private final AwsClients clients;
  private final SetupConfig config;

  public Findings(AwsClients clients, SetupConfig config) {
    this.clients = requireNonNull(clients, "clients is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Reads findings, archived ones too, that were last updated in a time.
   *
   * @param from inclusive
   * @param to exclusive
   * @return the regions that could not be read, each with a sentence
   */
  public SortedMap<String, String> updated(
      Collection<String> regions,
      Optional<Instant> from,
      Optional<Instant> to,
      Consumer<ApiFinding> consumer) {
    return read(regions, FindingQueries.updated(from, to), consumer);
  }

  /**
   * Reads what is archived now: the export cannot say, for it sends no archived findings.
   *
   * @return the regions that could not be read, each with a sentence
   */
  public SortedMap<String, String> archived(
      Collection<String> regions, Consumer<ApiFinding> consumer) {
    return read(regions, FindingQueries.archived(), consumer);
  }

  private SortedMap<String, String> read(
      Collection<String> regions, FindingCriteria criteria, Consumer<ApiFinding> consumer) {
    SortedMap<String, String> failed = new TreeMap<>();

    for (String region : regions) {
      try {
        new FindingsReader(clients, config.accounts().security(), region).read(criteria, consumer);
      } catch (RefusedException e) {
        failed.put(region, e.getMessage());
      }
    }

    return failed;
  }
}
