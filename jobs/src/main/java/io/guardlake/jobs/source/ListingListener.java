package io.guardlake.jobs.source;

/** Takes what listing finds, in the coordinator's thread. */
interface ListingListener {
  void listed(ListingStep step);

  /** No object of an export day before this one will be listed any more. */
  void forgetBefore(int day);

  void roundFinished();

  void listingFailed();

  /** Whether more objects may be found; where not, {@link ListingFeed#resume} tells when. */
  boolean hasRoom();
}
