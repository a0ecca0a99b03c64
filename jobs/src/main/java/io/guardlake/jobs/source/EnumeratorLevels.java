package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

/**
 * What the enumerator has at one moment.
 *
 * @param pendingSince since when the object that was found first is pending, by the enumerator's
 *     clock, or null where none is
 */
record EnumeratorLevels(
    int pending, Long pendingSince, int unread, int seen, ListingLevels listing) {
  static final EnumeratorLevels NONE =
      new EnumeratorLevels(0, null, 0, 0, new ListingLevels(0, 0, 0, 0, false));

  EnumeratorLevels {
    requireNonNull(listing, "listing is null");
  }
}
