package io.guardlake.jobs.source.store;

import java.io.Serializable;

/** Opens the store of a source, on whichever machine it is needed. */
public interface ObjectStoreFactory extends Serializable {
  /**
   * Opens a store.
   *
   * @param connections how many requests may be under way at a time
   */
  ObjectStore open(SourceUri source, int connections);

  /** S3 by the standard AWS environment, and the directories of this machine. */
  static ObjectStoreFactory standard() {
    return (source, connections) -> {
      if (source instanceof SourceUri.Bucket bucket) {
        return new S3ObjectStore(bucket, connections);
      }

      if (source instanceof SourceUri.Download download) {
        return new LocalObjectStore(new SourceUri.Directory(download.path()), connections);
      }

      return new LocalObjectStore((SourceUri.Directory) source, connections);
    };
  }
}
