package io.guardlake.sandbox.aws.kms;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.policy.Decision;
import io.guardlake.sandbox.aws.policy.PolicyDocument;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All keys of all accounts and regions. */
public final class KmsKeys {
  private final AwsWorld world;
  private final Map<String, KmsKey> keys = new LinkedHashMap<>();
  private final Map<String, Alias> aliases = new TreeMap<>();

  record Alias(String arn, String name, KmsKey key, Instant createdAt) {}

  public KmsKeys(AwsWorld world) {
    this.world = requireNonNull(world, "world is null");
  }

  /**
   * Whether a principal may use a key now, by the policy that is obeyed now.
   *
   * @param arn of a key, not of an alias
   * @param context what the policy's conditions can ask for
   */
  public KeyUse use(
      String arn, PolicyRequest.Principal principal, String action, Map<String, String> context) {
    synchronized (world) {
      KmsKey key = byArn(arn).orElse(null);

      if (key == null) {
        return KeyUse.NOT_FOUND;
      }

      PolicyDocument policy =
          key.policy().seen(world.now(), world.knobs().propagation()).orElseThrow();
      Decision decision = policy.decide(new PolicyRequest(principal, action, arn, context));

      if (decision != Decision.ALLOWED) {
        return KeyUse.DENIED;
      }

      return switch (key.state()) {
        case ENABLED -> KeyUse.ALLOWED;
        case DISABLED -> KeyUse.DISABLED;
        case PENDING_DELETION -> KeyUse.PENDING_DELETION;
      };
    }
  }

  void add(KmsKey key) {
    keys.put(key.arn(), key);
  }

  /** A key that is there; one is gone when its waiting time is over. */
  Optional<KmsKey> byArn(String arn) {
    return Optional.ofNullable(keys.get(arn))
        .filter(key -> key.deletedAt().map(at -> at.isAfter(world.now())).orElse(true));
  }

  List<KmsKey> in(String account, String region) {
    return keys.values().stream()
        .filter(key -> key.account().equals(account) && key.region().equals(region))
        .filter(key -> byArn(key.arn()).isPresent())
        .toList();
  }

  Map<String, Alias> aliases() {
    return aliases;
  }
}
