/** Object stores as the source sees them: listing, opening, and what their errors mean. */
package io.guardlake.jobs.source.store;
