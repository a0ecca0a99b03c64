package io.guardlake.jobs.source.manifest;

import java.io.Closeable;
import java.io.IOException;

/** The entries of one file of a manifest, one after the other. */
interface ManifestEntries extends Closeable {
  /** The next entry, or null at the end. */
  ManifestEntry next() throws IOException;
}
