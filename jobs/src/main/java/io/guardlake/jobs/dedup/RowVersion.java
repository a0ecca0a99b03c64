package io.guardlake.jobs.dedup;

/**
 * Tells the versions of one finding apart.
 *
 * @param updatedAt microseconds since the epoch
 * @param hash the version_hash column
 */
public record RowVersion(long updatedAt, long hash) {}
