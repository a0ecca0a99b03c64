/** What was erased from an output, and which rows belong to it. */
package io.guardlake.jobs.erased;
