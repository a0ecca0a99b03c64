package io.guardlake.jobs.source;

/**
 * How a listing is doing.
 *
 * @param regions of accounts that are listed
 * @param quietRegions those that are listed less often
 * @param windowDays days that a poll lists, over all regions
 * @param failing places that cannot be listed at present
 * @param paused whether listing waits for room
 */
record ListingLevels(int regions, int quietRegions, int windowDays, int failing, boolean paused) {}
