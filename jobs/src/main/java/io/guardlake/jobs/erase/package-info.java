/** Takes all that belongs to an account or a finding out of an output, for good. */
package io.guardlake.jobs.erase;
