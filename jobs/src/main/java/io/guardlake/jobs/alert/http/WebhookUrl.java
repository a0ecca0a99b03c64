package io.guardlake.jobs.alert.http;

import io.guardlake.jobs.alert.rule.HttpWish;
import java.net.URI;
import java.net.URISyntaxException;

/** The URL of a webhook, which is a secret as often as not: no error repeats it. */
final class WebhookUrl {
  private WebhookUrl() {}

  /**
   * @param where the secret is, for errors
   */
  static URI parse(String secret, String where, HttpWish wish) {
    URI url;

    try {
      url = new URI(secret);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("What %s holds is no URL.".formatted(where));
    }

    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    boolean plain = "http".equalsIgnoreCase(url.getScheme());

    if (url.getHost() == null || url.getUserInfo() != null || !(secure || plain)) {
      throw new IllegalArgumentException(
          "What %s holds is no https URL of a host, without a user.".formatted(where));
    }

    if (plain && !wish.plain()) {
      throw new IllegalArgumentException(
          ("What %s holds begins with http:, so anyone on the way could read the findings; give an"
                  + " https URL, or set allowHttp if that is meant.")
              .formatted(where));
    }

    return url;
  }
}
