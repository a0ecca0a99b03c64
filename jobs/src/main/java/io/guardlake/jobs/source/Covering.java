package io.guardlake.jobs.source;

/** Something that is listed, in whole or for what lies below it. */
interface Covering {
  /** Where the window began when it was listed last: what came later is not known to be listed. */
  int coveredFrom();
}
