package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The content of a body in chunks, each with its length and perhaps a signature before it:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html.
 */
final class AwsChunks {
  private AwsChunks() {}

  static byte[] content(byte[] body) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
    int at = 0;

    while (at < body.length) {
      int end = endOfLine(body, at);
      String line = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int length = length(line);
      at = end + 2;

      if (length == 0) {
        return content.toByteArray();
      }

      if (length < 0 || at + length + 2 > body.length) {
        throw incomplete();
      }

      content.write(body, at, length);
      at += length + 2;
    }

    throw incomplete();
  }

  private static int length(String line) {
    int semicolon = line.indexOf(';');

    try {
      return Integer.parseInt(semicolon < 0 ? line : line.substring(0, semicolon), 16);
    } catch (NumberFormatException notChunk) {
      throw incomplete();
    }
  }

  private static int endOfLine(byte[] body, int from) {
    for (int i = from; i + 1 < body.length; i++) {
      if (body[i] == '\r' && body[i + 1] == '\n') {
        return i;
      }
    }

    throw incomplete();
  }

  private static AwsError incomplete() {
    return new AwsError(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }
}
