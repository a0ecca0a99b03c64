package io.guardlake.jobs.alert.http;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as the Standard Webhooks specification says: an HMAC-SHA-256 over the message's
 * id, the time and the body, one for each key, so that a key can be changed without a gap.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECRET_PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param seconds since the epoch, as in the header {@code webhook-timestamp}
   */
  static String of(List<byte[]> keys, String id, long seconds, byte[] body) {
    return keys.stream().map(key -> "v1," + mac(key, id, seconds, body)).collect(joining(" "));
  }

  /**
   * A key as it is written: base64 behind {@code whsec_}, or any other text, which is its bytes.
   */
  static byte[] key(String secret) {
    return secret.startsWith(SECRET_PREFIX)
        ? Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  private static String mac(byte[] key, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update("%s.%d.".formatted(id, seconds).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
