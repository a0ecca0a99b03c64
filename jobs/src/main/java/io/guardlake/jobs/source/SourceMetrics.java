package io.guardlake.jobs.source;

/** The names of the source's metrics, below the operator's metric group. */
public final class SourceMetrics {
  /** Rounds in which everything in the window was listed; counter, enumerator. */
  public static final String LISTINGS_COMPLETED = "guardlakeListingsCompleted";

  /** Listing requests that failed after the SDK's own retries; counter, enumerator. */
  public static final String LISTING_ERRORS = "guardlakeListingErrors";

  /** Objects found; counter, enumerator. */
  public static final String OBJECTS_DISCOVERED = "guardlakeObjectsDiscovered";

  /** Objects found and not handed to a reader; gauge, enumerator. */
  public static final String OBJECTS_PENDING = "guardlakeObjectsPending";

  /** Objects handed to readers and not read to their end; gauge, enumerator. */
  public static final String OBJECTS_UNREAD = "guardlakeObjectsUnread";

  /** Keys that are no export's, each counted once; gauge, enumerator. */
  public static final String KEYS_FOREIGN = "guardlakeKeysForeign";

  /** Zero-byte markers, each counted once; gauge, enumerator. */
  public static final String MARKERS = "guardlakeMarkers";

  /** Objects that are remembered so as not to read them again; gauge, enumerator. */
  public static final String OBJECTS_SEEN = "guardlakeObjectsSeen";

  /** Objects read to their end or given up; counter, reader. */
  public static final String OBJECTS_READ = "guardlakeObjectsRead";

  /** Compressed bytes of these; counter, reader. */
  public static final String BYTES_READ = "guardlakeBytesRead";

  /** Lines emitted; counter, reader. */
  public static final String LINES_READ = "guardlakeLinesRead";

  /** Failures emitted; counter, reader, with the group {@code reason}. */
  public static final String FAILURES = "guardlakeFailures";

  /** The group of {@link #FAILURES}, whose value is the reason's code. */
  public static final String FAILURE_REASON = "reason";

  /** Requests for objects that were tried again; counter, reader. */
  public static final String FETCH_RETRIES = "guardlakeFetchRetries";

  private SourceMetrics() {}
}
