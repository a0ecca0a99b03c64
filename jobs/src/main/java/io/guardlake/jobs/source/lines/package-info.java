/**
 * From an object's bytes to its lines: unpacking, splitting, limits. Knows neither Flink nor S3.
 */
package io.guardlake.jobs.source.lines;
