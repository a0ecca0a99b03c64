/** Counts the drift of findings by path: what no column could take, or was read with a doubt. */
package io.guardlake.jobs.drift;
