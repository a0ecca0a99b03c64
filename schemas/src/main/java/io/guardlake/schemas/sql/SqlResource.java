package io.guardlake.schemas.sql;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that lies beside the classes as a file. */
public final class SqlResource {
  private SqlResource() {}

  /**
   * The text of a file.
   *
   * @param neighbour a class of the package that the file is in
   * @throws IllegalStateException if there is no such file
   */
  public static String read(Class<?> neighbour, String name) {
    requireNonNull(neighbour, "neighbour is null");
    requireNonNull(name, "name is null");

    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "There is no %s in the package %s.".formatted(name, neighbour.getPackageName()));
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s.".formatted(name), e);
    }
  }
}
