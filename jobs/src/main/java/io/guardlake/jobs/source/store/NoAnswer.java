package io.guardlake.jobs.source.store;

import java.time.Duration;

/**
 * What is said of a request that nobody waits for any longer. The client tries again by itself, and
 * waits before that for as long as S3 wants fewer requests; what S3 said meanwhile is known from
 * its answers alone.
 */
public final class NoAnswer {
  private static final int SERVER_ERROR = 500;
  private static final int SLOW_DOWN = 503;
  private static final int TOO_MANY_REQUESTS = 429;

  private NoAnswer() {}

  /**
   * An object or a listing was waited for in vain.
   *
   * @param requests what the store was asked for and said
   */
  public static StoreException of(String uri, StoreRequests requests, Duration waited) {
    int status = requests.lastStatus();
    String what = uri + " did not come within " + waited.toSeconds() + " seconds";

    if (status == SLOW_DOWN || status == TOO_MANY_REQUESTS) {
      return new StoreException(
          StoreProblem.THROTTLED,
          what
              + ": it asks for fewer requests; lower --parallelism, or keep other readers off this"
              + " bucket ("
              + status
              + ").",
          null);
    }

    if (status >= SERVER_ERROR) {
      return new StoreException(
          StoreProblem.SERVER_ERROR,
          what + ": it could not be read now, after several tries (" + status + ").",
          null);
    }

    return new StoreException(
        StoreProblem.NO_CONNECTION, what + "; check network and endpoint.", null);
  }
}
