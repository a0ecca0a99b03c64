/**
 * Who may write an output: one live ingest, and backfills of days that nobody else writes; and what
 * a writer must learn before it reads.
 */
package io.guardlake.jobs.writer;
