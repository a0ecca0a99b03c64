/**
 * Keeps an output's tables fast to read: few, sorted files; the current state as a table; nothing
 * kept that no reader needs.
 */
package io.guardlake.jobs.compact;
