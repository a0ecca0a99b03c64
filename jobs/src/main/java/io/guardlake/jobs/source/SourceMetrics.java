package io.guardlake.jobs.source;

/** The names of the source's metrics, below the operator's metric group. */
public final class SourceMetrics {
  /** Rounds in which everything in the window was listed; counter, enumerator. */
  public static final String LISTINGS_COMPLETED = "guardlakeListingsCompleted";

  /**
   * Listing requests that failed after the SDK's own retries; counter, enumerator, with the groups
   * {@code source} and {@code cause}.
   */
  public static final String LISTING_ERRORS = "guardlakeListingErrors";

  /** The group whose value is a source's URI. */
  public static final String SOURCE = "source";

  /** The group of errors whose value says what they mean, as {@code access-denied}. */
  public static final String CAUSE = "cause";

  /** Accounts, regions and sources that cannot be listed at present; gauge, enumerator. */
  public static final String LISTINGS_FAILING = "guardlakeListingsFailing";

  /** Requests; counter, with the group {@code kind}; the enumerator's kind is {@code LIST}. */
  public static final String REQUESTS = "guardlakeRequests";

  /** The group of {@link #REQUESTS}, whose value is the API's name for the request. */
  public static final String REQUEST_KIND = "kind";

  /** Regions of accounts that are listed; gauge, enumerator. */
  public static final String REGIONS = "guardlakeRegions";

  /** Those that are listed less often for lack of new objects; gauge, enumerator. */
  public static final String REGIONS_QUIET = "guardlakeRegionsQuiet";

  /** Days that a poll lists, over all regions: its requests at least; gauge, enumerator. */
  public static final String WINDOW_DAYS = "guardlakeWindowDays";

  /** Whether listing waits because too much is pending, 1 or 0; gauge, enumerator. */
  public static final String LISTING_PAUSED = "guardlakeListingPaused";

  /** Objects found; counter, enumerator. */
  public static final String OBJECTS_DISCOVERED = "guardlakeObjectsDiscovered";

  /** Those of them that came after the window had passed their day; counter, enumerator. */
  public static final String OBJECTS_LATE = "guardlakeObjectsLate";

  /** Objects of days before the horizon, which are left to a backfill; gauge, enumerator. */
  public static final String OBJECTS_BEFORE_HORIZON = "guardlakeObjectsBeforeHorizon";

  /** Objects found and not handed to a reader; gauge, enumerator. */
  public static final String OBJECTS_PENDING = "guardlakeObjectsPending";

  /** How long the oldest of these has waited, in milliseconds; gauge, enumerator. */
  public static final String OLDEST_PENDING = "guardlakeOldestPendingMillis";

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
