package io.guardlake.jobs.dedup;

/** 128 bits that stand for a finding; the key that the stream is partitioned by. */
public record RowKey(long high, long low) {}
