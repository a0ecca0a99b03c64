/** Message queues that tell of new objects, and what their messages say. */
package io.guardlake.jobs.source.queue;
