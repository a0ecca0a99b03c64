package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How an HTTP sink is spoken to.
 *
 * @param plain whether http: is taken, which anyone on the way can read
 * @param internal whether private, loopback and link-local addresses are taken
 */
public record HttpWish(Duration timeout, boolean plain, boolean internal) implements Serializable {
  static final HttpWish USUAL = new HttpWish(Duration.ofSeconds(10), false, false);

  public HttpWish {
    requireNonNull(timeout, "timeout is null");
  }
}
