package io.guardlake.jobs.source;

/** Finds objects by listing. */
interface ListingFeed extends DiscoveryFeed {
  /** How far listing got, for the next snapshot. */
  ListingState state();

  /** Whether everything is listed and nothing more will be found. */
  boolean isComplete();

  ListingLevels levels();
}
