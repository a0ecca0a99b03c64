package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

/**
 * What came of fetching an object whole.
 *
 * @param object what the store says that it is now
 * @param body its bytes, or null where there are more than were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost
public record FetchedObject(StoredObject object, byte[] body) {
  public FetchedObject {
    requireNonNull(object, "object is null");
  }
}
