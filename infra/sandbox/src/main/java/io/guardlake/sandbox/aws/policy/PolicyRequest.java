package io.guardlake.sandbox.aws.policy;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.world.Caller;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a resource's policy sees it.
 *
 * @param resource its ARN
 * @param context what conditions can ask for; a key that is not there is not part of the request
 */
public record PolicyRequest(
    Principal principal, String action, String resource, Map<String, String> context) {
  public PolicyRequest {
    requireNonNull(principal, "principal is null");
    requireNonNull(action, "action is null");
    requireNonNull(resource, "resource is null");
    Map<String, String> lower = new TreeMap<>();
    context.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
    context = Map.copyOf(lower);
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(context.get(key.toLowerCase(Locale.ROOT)));
  }

  /** Who asks. */
  public sealed interface Principal {
    /** Whether a policy's principal of a kind (AWS, Service) is this one. */
    boolean isNamed(String kind, String name);

    /** A service of AWS on its own behalf. */
    record Service(String name) implements Principal {
      public Service {
        requireNonNull(name, "name is null");
      }

      @Override
      public boolean isNamed(String kind, String named) {
        return kind.equals("Service") && named.equals(name);
      }
    }

    /**
     * A user or role, which may do in its account whatever no policy denies: what a resource's
     * policy leaves to the account is allowed to it.
     */
    record Identity(Caller caller) implements Principal {
      public Identity {
        requireNonNull(caller, "caller is null");
      }

      @Override
      public boolean isNamed(String kind, String named) {
        return kind.equals("AWS")
            && (named.equals(caller.account())
                || named.endsWith("::%s:root".formatted(caller.account()))
                || named.equals(caller.arn())
                || named.equals(caller.principalArn()));
      }
    }
  }
}
