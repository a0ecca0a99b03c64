/** Doing a plan: stage by stage, past what fails, to a report of each action. */
package io.guardlake.setup.execute;
