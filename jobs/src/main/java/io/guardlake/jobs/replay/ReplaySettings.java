package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.JobOption;
import io.guardlake.jobs.table.CatalogSettings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a replay was told to do.
 *
 * @param catalog where the tables are
 * @param catalogText the catalog as written, or null for the output's default
 * @param first what is read of an object of which lines are kept
 * @param options those of {@link #OPTIONS} that were given, by their keys
 * @param environment gives the others
 */
public record ReplaySettings(
    CatalogSettings catalog,
    String catalogText,
    ReplaySelection selection,
    ReadFirst first,
    Map<String, String> options,
    Map<String, String> environment) {

  /** The options of a job that a replay takes: how what was bad is read now. */
  public static final Set<JobOption> OPTIONS =
      Set.copyOf(
          EnumSet.of(
              JobOption.ACCOUNTS,
              JobOption.MAX_LINE,
              JobOption.MAX_OBJECT,
              JobOption.MAX_DEPTH,
              JobOption.PARALLELISM,
              JobOption.CHECKPOINT_INTERVAL,
              JobOption.GIVE_UP_AFTER,
              JobOption.REMEMBER));

  public ReplaySettings {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(selection, "selection is null");
    requireNonNull(first, "first is null");
    options = Map.copyOf(options);
    environment = replayable(environment);
  }

  /** Nothing that is meant for another job, such as its state, concerns a replay. */
  private static Map<String, String> replayable(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(
            variable ->
                OPTIONS.stream().anyMatch(option -> option.variable().equals(variable.getKey())))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
