package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is. The secret itself is fetched where it is used, and is in no plan, checkpoint
 * or log.
 *
 * @param key the field within a secret that is JSON; null: the whole secret
 */
public record SecretReference(Store store, String name, String key) implements Serializable {
  static final String WANTED =
      "must say where the secret is, not the secret itself: env:NAME, file:/path,"
          + " secretsmanager:NAME-OR-ARN, secretsmanager:NAME-OR-ARN#FIELD or ssm:NAME.";

  private static final Pattern TEXT =
      Pattern.compile("(env|file|secretsmanager|ssm):([^#\\s]+)(?:#([\\w.-]+))?");

  /** What keeps secrets. */
  public enum Store {
    ENV,
    FILE,
    SECRETSMANAGER,
    SSM
  }

  public SecretReference {
    requireNonNull(store, "store is null");
    requireNonNull(name, "name is null");
  }

  /** The reference that a text is; empty where it is none. */
  public static Optional<SecretReference> parse(String text) {
    Matcher matcher = TEXT.matcher(text);

    if (!matcher.matches()) {
      return Optional.empty();
    }

    Store store = Store.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    boolean extra = matcher.group(3) != null && store != Store.SECRETSMANAGER;
    return extra
        ? Optional.empty()
        : Optional.of(new SecretReference(store, matcher.group(2), matcher.group(3)));
  }

  @Override
  public String toString() {
    return store.name().toLowerCase(Locale.ROOT) + ":" + name + (key == null ? "" : "#" + key);
  }
}
