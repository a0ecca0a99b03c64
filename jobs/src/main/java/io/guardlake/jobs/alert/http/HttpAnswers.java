package io.guardlake.jobs.alert.http;

import io.guardlake.jobs.alert.deliver.Outcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What an HTTP sink's answer, or the lack of one, means. Details hold nothing of its URL. */
final class HttpAnswers {
  /** Too early and too many say so themselves; a request that timed out may have worked. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");
  private static final int QUOTED = 200;

  private HttpAnswers() {}

  /**
   * @param retryAfter the header, or null
   * @param body the answer's, or what was read of it
   */
  static Outcome outcome(int status, String retryAfter, String body) {
    if (status >= 200 && status < 300) {
      return Outcome.delivered();
    }

    String said = "It answered %d: %s".formatted(status, quoted(body));

    if (status >= 500 || LATER.contains(status)) {
      boolean known = retryAfter != null && SECONDS.matcher(retryAfter).matches();
      return new Outcome.Later(
          said, known ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ZERO);
    }

    if (status >= 300 && status < 400) {
      return new Outcome.Refused(
          "It answered %d, which leads elsewhere; give the final URL.".formatted(status));
    }

    return new Outcome.Refused(said);
  }

  static Outcome outcome(IOException failure) {
    if (failure instanceof RefusedAddressException) {
      return new Outcome.Refused(failure.getMessage());
    }

    if (failure instanceof SocketTimeoutException) {
      return Outcome.later("It did not answer in time.");
    }

    if (failure instanceof SSLException) {
      return Outcome.later("No secure connection could be made; check its certificate.");
    }

    // The message of the exception may name the host, and with it the URL.
    return Outcome.later(
        "It cannot be reached (%s).".formatted(failure.getClass().getSimpleName()));
  }

  private static String quoted(String body) {
    String plain = UNPRINTABLE.matcher(body).replaceAll(" ").strip();
    return plain.length() > QUOTED ? plain.substring(0, QUOTED) : plain;
  }
}
