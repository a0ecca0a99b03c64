package io.guardlake.jobs.source;

/** The names of the source's metrics, below the operator's metric group. */
public final class SourceMetrics {
  /** Rounds in which everything in the window was listed; counter, enumerator. */
  public static final String LISTINGS_COMPLETED = "guardlakeListingsCompleted";

  /**
   * Listing requests that failed after the SDK's own retries; counter, enumerator, with the groups
   * {@code source} and {@code problem}.
   */
  public static final String LISTING_ERRORS = "guardlakeListingErrors";

  /** The group whose value is a source's URI. */
  public static final String SOURCE = "source";

  /** Accounts, regions and sources that cannot be listed at present; gauge, enumerator. */
  public static final String LISTINGS_FAILING = "guardlakeListingsFailing";

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

  /**
   * From an object's being found to the end of the split it was read in, ms; histogram, enumerator.
   */
  public static final String DISCOVERED_TO_READ = "guardlakeDiscoveredToReadMillis";

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

  /**
   * Objects that failed and were tried again, beyond the tries of the AWS SDK; counter, reader,
   * with the group {@code problem}.
   */
  public static final String FETCH_RETRIES = "guardlakeFetchRetries";

  /** The group of both retries and listing errors, whose value is the code of a StoreProblem. */
  public static final String PROBLEM = "problem";

  /** Objects replaced since their listing, read as they are now; counter, reader. */
  public static final String OBJECTS_CHANGED = "guardlakeObjectsChanged";

  /**
   * Requests sent, every try counted; gauge, reader and enumerator, with the group {@code request}.
   */
  public static final String REQUESTS = "guardlakeRequests";

  /**
   * Those that were the AWS SDK's second or later try; gauge, reader and enumerator, same group.
   */
  public static final String REQUEST_RETRIES = "guardlakeRequestRetries";

  /** The group of {@link #REQUESTS}: list, get or head. */
  public static final String REQUEST_KIND = "request";

  /** Objects asked for and not there yet; gauge, reader. */
  public static final String GETS_IN_FLIGHT = "guardlakeGetsInFlight";

  /** Memory held by bodies that are fetched ahead, or reserved for them; gauge, reader. */
  public static final String BYTES_AHEAD = "guardlakeBytesAhead";

  /** From an object's last-modified to its end being emitted, ms; histogram, reader. */
  public static final String WRITTEN_TO_READ = "guardlakeWrittenToReadMillis";

  /** Messages received from the queue, those received again included; counter, enumerator. */
  public static final String QUEUE_RECEIVED = "guardlakeQueueReceived";

  /** Messages deleted after a checkpoint; counter, enumerator. */
  public static final String QUEUE_DELETED = "guardlakeQueueDeleted";

  /** Times that a message was kept hidden for longer; counter, enumerator. */
  public static final String QUEUE_EXTENDED = "guardlakeQueueExtended";

  /** Handles that were good for nothing any more; counter, enumerator. */
  public static final String QUEUE_EXPIRED_HANDLES = "guardlakeQueueExpiredHandles";

  /** Messages received and not deleted yet; gauge, enumerator. */
  public static final String QUEUE_OUTSTANDING = "guardlakeQueueOutstanding";

  /** Messages ready in the queue, about, or -1 where that is not known; gauge, enumerator. */
  public static final String QUEUE_VISIBLE = "guardlakeQueueVisible";

  /** Messages of the queue that someone received, about, or -1; gauge, enumerator. */
  public static final String QUEUE_IN_FLIGHT = "guardlakeQueueInFlight";

  /**
   * Messages and events that bring no object; counter, enumerator, with the group {@code cause}.
   */
  public static final String QUEUE_NOT_OURS = "guardlakeQueueNotOurs";

  /** The group of {@link #QUEUE_NOT_OURS}. */
  public static final String QUEUE_CAUSE = "cause";

  /** Requests to the queue that failed; counter, enumerator, with the group {@code request}. */
  public static final String QUEUE_ERRORS = "guardlakeQueueErrors";

  /** The group of {@link #QUEUE_ERRORS}. */
  public static final String QUEUE_REQUEST = "request";

  private SourceMetrics() {}
}
