package io.guardlake.jobs.compact;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

/** The files that lie where a table is, and those that its metadata names. */
final class TableFiles {
  private TableFiles() {}

  /** A file where a table is. */
  record Found(String location, long modified) {}

  /**
   * A location as all of its spellings have it: {@code file:/x} and {@code file:///x} are one file.
   */
  static String key(String location) {
    java.net.URI uri = new Path(location).toUri();
    return (uri.getAuthority() == null ? "" : uri.getAuthority()) + uri.getPath();
  }

  /** All files below a directory. */
  static List<Found> below(String directory) throws IOException {
    List<Found> files = new ArrayList<>();
    Deque<Path> directories = new ArrayDeque<>();
    directories.add(new Path(directory));

    while (!directories.isEmpty()) {
      Path next = directories.poll();

      for (FileStatus status : list(next)) {
        if (status.isDir()) {
          directories.add(status.getPath());
        } else {
          files.add(new Found(status.getPath().toString(), status.getModificationTime()));
        }
      }
    }

    return files;
  }

  /** The keys of the data files that a snapshot of the table lists, its current ones included. */
  static Set<String> dataFiles(Table table) throws IOException {
    Set<String> manifests = new HashSet<>();
    Set<String> files = new HashSet<>();

    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          addPaths(manifest, table, files);
        }
      }
    }

    return files;
  }

  /** The keys of the table's metadata: of its files and of all that they name but data. */
  static Set<String> metadataFiles(Table table) {
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    Set<String> files = new HashSet<>();
    files.add(key(metadata.metadataFileLocation()));

    for (TableMetadata.MetadataLogEntry entry : metadata.previousFiles()) {
      files.add(key(entry.file()));
    }

    for (StatisticsFile statistics : metadata.statisticsFiles()) {
      files.add(key(statistics.path()));
    }

    for (PartitionStatisticsFile statistics : metadata.partitionStatisticsFiles()) {
      files.add(key(statistics.path()));
    }

    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.manifestListLocation() != null) {
        files.add(key(snapshot.manifestListLocation()));
      }

      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        files.add(key(manifest.path()));
      }
    }

    return files;
  }

  private static void addPaths(ManifestFile manifest, Table table, Set<String> files)
      throws IOException {
    if (manifest.content() != org.apache.iceberg.ManifestContent.DATA) {
      throw new IOException(
          "The table %s has delete files, which Guardlake never writes; its orphans are left alone."
              .formatted(table.name()));
    }

    try (CloseableIterable<String> paths =
        ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
      paths.forEach(path -> files.add(key(path)));
    }
  }

  private static List<FileStatus> list(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem();

    try {
      FileStatus[] found = files.listStatus(directory);
      return found == null ? List.of() : List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
