/** Lists of objects that others made: S3 Inventory reports, and plain lists of names. */
package io.guardlake.jobs.source.manifest;
