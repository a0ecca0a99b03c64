package io.guardlake.jobs.source.store;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param objects in the order of their keys
 * @param prefixes one level further down, each with its slash at the end; only where one level was
 *     asked for
 * @param next where the listing goes on, or null at its end
 */
public record ListingPage(List<StoredObject> objects, List<String> prefixes, String next) {
  /** A listing that shows nothing. */
  public static final ListingPage EMPTY = new ListingPage(List.of(), List.of(), null);

  public ListingPage {
    objects = List.copyOf(objects);
    prefixes = List.copyOf(prefixes);
  }
}
