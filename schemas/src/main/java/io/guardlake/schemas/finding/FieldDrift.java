package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

/**
 * Something unusual about a field.
 *
 * @param path the field as a dotted path without array positions, as {@link DriftPath} writes it
 */
public record FieldDrift(DriftListener.Kind kind, String path) {
  public FieldDrift {
    requireNonNull(kind, "kind is null");
    requireNonNull(path, "path is null");
  }

  /** Stands for all paths that are not told apart. */
  public static FieldDrift morePaths() {
    return new FieldDrift(DriftListener.Kind.MORE_PATHS, "(more paths)");
  }
}
