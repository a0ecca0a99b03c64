package io.guardlake.jobs.alert.kafka;

import io.guardlake.jobs.alert.rule.SecretReference;
import io.guardlake.jobs.alert.secret.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Gives Kafka's client a secret where its settings hold a reference to one. So the settings, which
 * are in the job's plan, hold the reference, and only the client knows the secret, whose own log of
 * its settings hides it.
 */
public final class SecretsOfKafka implements ConfigProvider {
  /** How references in settings begin. */
  static final String NAME = "guardlake";

  /** A secret as the settings refer to it, within the double quotes of a JAAS configuration. */
  static String reference(SecretReference secret) {
    return "${%s:%s}".formatted(NAME, secret);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // There is nothing to choose.
  }

  /** The whole of a store, which is nobody's to ask for. */
  @Override
  public ConfigData get(String path) {
    throw new UnsupportedOperationException("secrets are asked for by name");
  }

  @Override
  public ConfigData get(String store, Set<String> names) {
    Map<String, String> secrets = new HashMap<>();

    for (String name : names) {
      SecretReference reference =
          SecretReference.parse(store + ":" + name)
              .orElseThrow(() -> new IllegalArgumentException("no reference to a secret"));
      secrets.put(name, quoted(Secrets.fetch(reference)));
    }

    return new ConfigData(secrets);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private static String quoted(String secret) {
    return secret.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
