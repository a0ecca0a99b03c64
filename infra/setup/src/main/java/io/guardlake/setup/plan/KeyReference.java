package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.KeyArn;
import java.util.Optional;

/** A key, before or after it is made. */
public sealed interface KeyReference {

  /** The key's ARN in texts; of a key that is not made yet, what is replaced by it. */
  String text();

  String region();

  /** The key where it is yet to be made. */
  default Optional<ToBeMade> toBeMade() {
    return this instanceof ToBeMade key ? Optional.of(key) : Optional.empty();
  }

  /** A key that is there. */
  record Known(KeyArn arn) implements KeyReference {
    public Known {
      requireNonNull(arn, "arn is null");
    }

    @Override
    public String text() {
      return arn.toString();
    }

    @Override
    public String region() {
      return arn.region();
    }
  }

  /** A key that this plan makes, found by its alias once it is made. */
  record ToBeMade(String alias, String account, String region) implements KeyReference {
    public ToBeMade {
      requireNonNull(alias, "alias is null");
      requireNonNull(account, "account is null");
      requireNonNull(region, "region is null");
    }

    @Override
    public String text() {
      return "<ARN of %s>".formatted(alias);
    }
  }
}
