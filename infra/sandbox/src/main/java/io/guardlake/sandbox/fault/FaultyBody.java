package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** The body of an answer on a bad line. */
abstract class FaultyBody extends HttpEntityWrapper {
  private FaultyBody(HttpEntity whole) {
    super(whole);
  }

  /** Ends after so many bytes and closes the connection, whatever length was announced. */
  static HttpEntity truncated(HttpEntity whole, long keptBytes, ClientConnection connection) {
    return new FaultyBody(whole) {
      @Override
      public void writeTo(OutputStream output) throws IOException {
        try (InputStream input = getContent()) {
          for (long left = keptBytes; left > 0; ) {
            byte[] piece = input.readNBytes((int) Math.min(left, 8192));

            if (piece.length == 0) {
              return;
            }

            output.write(piece);
            left -= piece.length;
          }

          if (input.read() < 0) {
            return;
          }

          connection.flush();
          connection.close();
          throw new ConnectionClosedException("Cut off on purpose.");
        }
      }
    };
  }

  /** Arrives at that rate, in ten pieces a second. */
  static HttpEntity slow(HttpEntity whole, int bytesPerSecond, ClientConnection connection) {
    return new FaultyBody(whole) {
      @Override
      public void writeTo(OutputStream output) throws IOException {
        int size = Math.max(1, bytesPerSecond / 10);
        long pauseMillis = Math.max(1, 1000L * size / bytesPerSecond);

        try (InputStream input = getContent()) {
          for (byte[] piece = input.readNBytes(size);
              piece.length > 0;
              piece = input.readNBytes(size)) {
            output.write(piece);
            output.flush();
            connection.flush();
            Pause.millis(pauseMillis);
          }
        }
      }
    };
  }
}
