package io.guardlake.jobs.compact;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * Removes files that lie where a table is and that nothing in the table names: of writers that were
 * killed, and of commits that failed. Only files older than the grace go, because a younger one may
 * belong to a checkpoint or savepoint that will still be committed.
 */
public final class OrphanFiles {
  private OrphanFiles() {}

  /**
   * Removes.
   *
   * @param olderThan when a file must have been modified last
   * @param listed told between looking and removing
   * @return how many files were removed
   * @throws IOException if the files cannot be listed, or if the listing lacks files that the table
   *     has, so that it is not to be trusted; nothing is removed then
   */
  static int remove(Table table, Instant olderThan, Runnable listed) throws IOException {
    table.refresh();
    Set<String> before = TableFiles.dataFiles(table);
    List<TableFiles.Found> found = TableFiles.below(table.location());
    checkListing(table, before, found);

    // Looked up after the listing: whatever was committed in between is named now.
    table.refresh();
    Set<String> named = TableFiles.dataFiles(table);
    named.addAll(TableFiles.metadataFiles(table));
    listed.run();
    int removed = 0;

    for (TableFiles.Found file : found) {
      if (file.modified() < olderThan.toEpochMilli()
          && !named.contains(TableFiles.key(file.location()))) {
        table.io().deleteFile(file.location());
        removed++;
      }
    }

    return removed;
  }

  /** How many data files lie where a table is that no snapshot of it lists. */
  public static int unlisted(Table table) throws IOException {
    table.refresh();
    List<TableFiles.Found> found = TableFiles.below(table.location());
    table.refresh();
    Set<String> named = TableFiles.dataFiles(table);
    return (int)
        found.stream()
            .filter(file -> file.location().endsWith(".parquet"))
            .filter(file -> !named.contains(TableFiles.key(file.location())))
            .count();
  }

  private static void checkListing(Table table, Set<String> named, List<TableFiles.Found> found)
      throws IOException {
    String directory = TableFiles.key(table.location()) + "/";
    Set<String> missing = new HashSet<>(named);
    missing.removeIf(file -> !file.startsWith(directory));
    found.forEach(file -> missing.remove(TableFiles.key(file.location())));

    if (!missing.isEmpty()) {
      throw new IOException(
          ("The listing of %s lacks %d files that the table has, such as %s; no orphan was removed,"
                  + " because the listing cannot be trusted. If the file is gone, restore it.")
              .formatted(table.location(), missing.size(), missing.iterator().next()));
    }
  }
}
