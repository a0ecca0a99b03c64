package io.guardlake.schemas.finding;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes finding types apart and keeps the parts: the same few hundred types come again and again.
 * Not thread-safe.
 */
final class FindingTypes {
  /** More are never AWS's own; then all are forgotten, so that a hostile file fills no memory. */
  private static final int MAX_TYPES = 1_024;

  /** Longer ones are not kept. */
  private static final int MAX_LENGTH = 256;

  private final Map<String, FindingType> types = new HashMap<>();

  FindingType of(String type) {
    FindingType known = types.get(type);

    if (known != null) {
      return known;
    }

    FindingType parts = FindingType.of(type);

    if (type.length() <= MAX_LENGTH) {
      if (types.size() >= MAX_TYPES) {
        types.clear();
      }

      types.put(type, parts);
    }

    return parts;
  }
}
