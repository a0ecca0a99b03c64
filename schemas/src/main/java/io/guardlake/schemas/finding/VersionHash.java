package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names versions of findings by their bytes. Not thread-safe. */
public final class VersionHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest digest;

  public VersionHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The first 8 bytes, big-endian and signed, of the SHA-256 of a line. */
  public long of(byte[] line) {
    return (long) LONGS.get(digest.digest(line), 0);
  }
}
