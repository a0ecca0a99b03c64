package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.SourceUri;

/** A source and the store that shows its objects. */
record ListedSource(SourceUri uri, ObjectStore store) {}
