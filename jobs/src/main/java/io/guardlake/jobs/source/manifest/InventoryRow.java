package io.guardlake.jobs.source.manifest;

import io.guardlake.jobs.source.store.StoredObject;

/**
 * A row of an inventory, whatever its format.
 *
 * @param current whether it is what a listing would show: neither an older version nor a marker of
 *     a deletion
 */
record InventoryRow(
    String bucket, String key, boolean current, Long size, Long lastModified, String etag) {
  ManifestEntry entry() {
    return new ManifestEntry(
        bucket,
        key,
        etag == null ? "" : etag.replace("\"", ""),
        size == null ? StoredObject.UNKNOWN : size,
        lastModified == null ? StoredObject.UNKNOWN : lastModified);
  }
}
