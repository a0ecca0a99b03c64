package io.guardlake.jobs.source.queue;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of an SQS queue, as {@code aws sqs get-queue-url} prints it: {@code
 * https://sqs.REGION.amazonaws.com/ACCOUNT/NAME}. Other servers that speak SQS have URLs of the
 * same shape and another host.
 *
 * @param text without a slash at the end
 */
public record QueueUrl(String text) implements Serializable {
  private static final long serialVersionUID = 1;

  // SQS's naming rule: up to 80 of these; ".fifo" is refused below.
  private static final Pattern PATH = Pattern.compile("/(?:.*/)?\\d{12}/([A-Za-z0-9_.-]{1,85})");
  private static final String REGION = "([a-z]{2,}(?:-[a-z]+)+-\\d)";

  /** Endpoints of the "Service endpoints" table of SQS, the older ones included. */
  private static final Pattern REGIONAL =
      Pattern.compile(
          "(?:sqs(?:-fips)?\\."
              + REGION
              + "\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|api\\.amazonwebservices\\.com\\.cn)"
              + "|"
              + REGION
              + "\\.queue\\.amazonaws\\.com(?:\\.cn)?)");

  private static final Pattern PRIVATE =
      Pattern.compile("vpce-[a-z0-9-]+\\.sqs\\." + REGION + "\\.vpce\\.amazonaws\\.com");

  public QueueUrl {
    requireNonNull(text, "text is null");
    text = text.strip().replaceFirst("/+$", "");
    URI uri = uri(text);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    Matcher matcher = PATH.matcher(path);
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());

    if (!http || uri.getHost() == null || !matcher.matches() || hasMore(uri)) {
      throw refused(text);
    }

    if (matcher.group(1).endsWith(".fifo")) {
      throw new IllegalArgumentException(
          text
              + " is a FIFO queue, which shows nothing new while messages wait for a checkpoint;"
              + " make a standard queue");
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw refused(text);
    }
  }

  private static boolean hasMore(URI uri) {
    return uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getUserInfo() != null;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "\""
            + text.replaceAll("\\p{Cntrl}", "?")
            + "\" is no URL of a queue; write https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, as"
            + " aws sqs get-queue-url prints it");
  }

  /** The queue's region, where its host names it. */
  Optional<String> region() {
    String host = URI.create(text).getHost();
    Matcher regional = REGIONAL.matcher(host);

    if (regional.matches()) {
      return Optional.of(regional.group(1) == null ? regional.group(2) : regional.group(1));
    }

    Matcher own = PRIVATE.matcher(host);
    return own.matches() ? Optional.of(own.group(1)) : Optional.empty();
  }

  /** The endpoint to ask, where it is not the region's usual one. */
  Optional<URI> endpoint() {
    URI uri = URI.create(text);

    if (REGIONAL.matcher(uri.getHost()).matches()) {
      return Optional.empty();
    }

    return Optional.of(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  @Override
  public String toString() {
    return text;
  }
}
