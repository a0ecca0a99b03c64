/** Which findings are archived now: what fills the table of them. */
package io.guardlake.jobs.archived;
