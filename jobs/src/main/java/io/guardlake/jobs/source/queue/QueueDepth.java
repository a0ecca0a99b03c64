package io.guardlake.jobs.source.queue;

/**
 * How many messages a queue has, about.
 *
 * @param visible ready to be received
 * @param inFlight received by someone and not deleted
 */
public record QueueDepth(long visible, long inFlight) {}
