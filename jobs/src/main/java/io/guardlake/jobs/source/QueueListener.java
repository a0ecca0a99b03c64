package io.guardlake.jobs.source;

/** Takes what messages tell, in the coordinator's thread. */
interface QueueListener {
  /** Whether an export day is among those that this job reads now. */
  boolean reads(int day);

  /** An object of such a day; perhaps a known one. */
  void told(int day, ExportObject object);

  /** Everything received at once has been told. */
  void receiptTold();

  /** Whether more objects may be found; where not, {@link QueueFeed#resume} tells when. */
  boolean hasRoom();
}
