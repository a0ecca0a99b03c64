package io.guardlake.jobs.source;

import io.guardlake.jobs.source.manifest.Manifest;
import io.guardlake.jobs.source.manifest.ManifestEntry;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the objects that a manifest names, in its order. They are checked as a listing's are: what
 * is in no source or no export's is foreign, and other days are passed over. In place of days, a
 * step tells how many parts of the manifest were before it, so that a run that goes on from its
 * state passes over these; the manifest must be the same then.
 */
final class ManifestListing implements Listing {
  /** Entries of the manifest that a step is made of. */
  static final int PART = 1000;

  private final String uri;
  private final List<SourceUri> sources;
  private final DayRange days;
  private final LeftDays left;
  private final ObjectStoreFactory stores;
  private final long skip;
  private final List<ManifestEntry> part = new ArrayList<>();
  private Manifest manifest;
  private long skipped;
  private int parts;
  private boolean anyOurs;

  /**
   * @param left which of the days are passed over
   * @param partsBefore how many parts an earlier run has taken
   */
  ManifestListing(
      String uri,
      List<SourceUri> sources,
      DayRange days,
      LeftDays left,
      ObjectStoreFactory stores,
      int partsBefore) {
    this.uri = uri;
    this.sources = List.copyOf(sources);
    this.days = days;
    this.left = left;
    this.stores = stores;
    this.parts = Math.max(0, partsBefore);
    this.skip = (long) parts * PART;
  }

  @Override
  public ListingStep next() throws IOException {
    open();

    while (part.size() < PART) {
      ManifestEntry entry = manifest.next();

      if (entry == null) {
        return lastStep();
      }

      part.add(entry);
    }

    ListingStep step = step(false);
    parts++;
    part.clear();
    return step;
  }

  private void open() throws IOException {
    if (manifest == null) {
      manifest = Manifest.of(uri, stores);
    }

    Optional<String> bucket = manifest.bucket();

    if (bucket.isPresent() && sources.stream().noneMatch(source -> isOf(source, bucket.get()))) {
      throw new IOException(
          "The manifest %s is of the bucket %s, and no --source lies there."
              .formatted(uri, bucket.get()));
    }

    while (skipped < skip) {
      ManifestEntry entry = manifest.next();

      if (entry == null) {
        throw new IOException(
            ("The manifest %s has become shorter since this run began; give the one it began with,"
                    + " or another --state.")
                .formatted(uri));
      }

      anyOurs = true;
      skipped++;
    }
  }

  private static boolean isOf(SourceUri source, String bucket) {
    return source instanceof SourceUri.Bucket of && of.name().equals(bucket);
  }

  private ListingStep lastStep() throws IOException {
    ListingStep step = step(true);

    if (!anyOurs && !part.isEmpty()) {
      throw new IOException(
          ("None of the names in the manifest %s is an object of an export below a --source, as %s"
                  + " is not; check both.")
              .formatted(uri, part.get(0).key()));
    }

    return step;
  }

  private ListingStep step(boolean last) throws IOException {
    List<ExportObject> objects = new ArrayList<>();
    List<ExportObject> foreign = new ArrayList<>();
    List<ExportObject> markers = new ArrayList<>();

    for (ManifestEntry entry : part) {
      ExportObject object =
          new ExportObject(uriOf(entry), entry.etag(), entry.size(), entry.lastModified());
      Optional<SourceUri> source =
          sources.stream().filter(s -> s.contains(object.uri())).findFirst();

      if (source.isEmpty()) {
        foreign.add(object);
        continue;
      }

      String key = source.get().keyOf(object.uri());
      Optional<ExportLayout.Key> name = ExportLayout.parse(key);

      if (name.isPresent()) {
        anyOurs = true;

        long day = name.get().day().toEpochDay();

        if (days.contains(day) && left.isOurs(day)) {
          objects.add(object);
        }
      } else if (ExportLayout.isMarker(key, entry.size())) {
        markers.add(object);
      } else {
        foreign.add(object);
      }
    }

    return new ListingStep(parts, objects, foreign, markers, last);
  }

  private String uriOf(ManifestEntry entry) throws IOException {
    if (entry.bucket() != null) {
      return "s3://" + entry.bucket() + "/" + entry.key();
    }

    if (entry.key().contains("://")) {
      return entry.key();
    }

    if (sources.size() > 1) {
      throw new IOException(
          ("The manifest %s names \"%s\" without saying of which --source; write whole URIs, as"
                  + " s3://bucket/key.")
              .formatted(uri, entry.key()));
    }

    if (sources.get(0) instanceof SourceUri.Bucket bucket) {
      return "s3://" + bucket.name() + "/" + entry.key();
    }

    return sources.get(0).uriOf(entry.key());
  }

  @Override
  public void close() throws IOException {
    if (manifest != null) {
      manifest.close();
    }
  }
}
