/** One holder at a time: a lease that is kept in an Iceberg table's properties. */
package io.guardlake.jobs.lease;
