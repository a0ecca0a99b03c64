/** Replays quarantine: reads again what was bad, and records what came of it. */
package io.guardlake.jobs.replay;
