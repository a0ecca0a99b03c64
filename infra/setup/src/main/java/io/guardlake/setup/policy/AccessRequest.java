package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request as a policy sees it.
 *
 * @param present context keys and their values; keys in any case
 * @param absent context keys that the request surely has not; a trailing {@code *} stands for a
 *     family. Of all other keys nothing is known
 */
public record AccessRequest(
    Caller caller,
    String action,
    String resource,
    Map<String, List<String>> present,
    Set<String> absent) {
  public AccessRequest {
    requireNonNull(caller, "caller is null");
    requireNonNull(action, "action is null");
    requireNonNull(resource, "resource is null");
    Map<String, List<String>> lower = new TreeMap<>();
    present.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
    present = Map.copyOf(lower);
    Set<String> lowerAbsent = new TreeSet<>();
    absent.forEach(key -> lowerAbsent.add(key.toLowerCase(Locale.ROOT)));
    absent = Set.copyOf(lowerAbsent);
  }

  Optional<List<String>> values(String key) {
    return Optional.ofNullable(present.get(key.toLowerCase(Locale.ROOT)));
  }

  boolean lacks(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return absent.stream().anyMatch(each -> Wildcards.matches(each, lower));
  }

  /** Who asks. */
  public sealed interface Caller {
    /** A service of AWS on its own behalf, by the names it goes by. */
    record Service(String name) implements Caller {
      public Service {
        requireNonNull(name, "name is null");
      }
    }

    /** A role. */
    record Role(String arn) implements Caller {
      public Role {
        requireNonNull(arn, "arn is null");
      }

      String account() {
        return arn.split(":", -1)[4];
      }
    }
  }
}
