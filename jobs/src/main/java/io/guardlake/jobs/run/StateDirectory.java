package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.table.OutputWriteException;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job keeps its checkpoints and savepoints: {@code checkpoints/<job>/chk-<n>} and {@code
 * savepoints/savepoint-*}, each complete once its {@code _metadata} is there.
 */
public final class StateDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(StateDirectory.class);
  private static final String METADATA = "_metadata";

  /** More than a disk that is nearly full has left. */
  private static final int LARGE_PROBE = 1 << 20;

  private final Path root;

  public StateDirectory(String uri) {
    this.root = new Path(requireNonNull(uri, "uri is null"));
  }

  public String checkpoints() {
    return new Path(root, "checkpoints").toString();
  }

  public String savepoints() {
    return new Path(root, "savepoints").toString();
  }

  /**
   * Makes sure that it can be written, so that a job does not begin what it could not go on with.
   *
   * @throws OutputWriteException if not
   */
  public void requireWritable() throws IOException {
    write(1);
  }

  /** Why checkpoints fail, as a sentence: of Flink's own text the cause is cut off. */
  String whyCheckpointsFail(String text) {
    try {
      write(LARGE_PROBE);
      return "Checkpoints could not be written to %s: %s See that the place has room and can be written, then start again with the same --state; nothing is lost."
          .formatted(root, text);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private void write(int bytes) throws IOException {
    Path probe = new Path(root, ".write-check-" + UUID.randomUUID());

    try {
      FileSystem files = root.getFileSystem();
      files.mkdirs(root);

      try (OutputStream out = files.create(probe, FileSystem.WriteMode.NO_OVERWRITE)) {
        out.write(new byte[bytes]);
      } finally {
        files.delete(probe, false);
      }
    } catch (IOException e) {
      throw OutputWriteException.of(root.toString(), e);
    }
  }

  /**
   * The newest complete checkpoint or savepoint. Newest is the one with the highest checkpoint
   * number: a job that is restored counts on from there, and clocks and object stores' times are
   * too coarse.
   */
  public Optional<String> newest() throws IOException {
    List<Snapshot> snapshots = new ArrayList<>();

    for (FileStatus job : list(new Path(checkpoints()))) {
      collect(list(job.getPath()), snapshots);
    }

    collect(list(new Path(savepoints())), snapshots);
    return snapshots.stream()
        .max(Comparator.comparingLong(Snapshot::number).thenComparingLong(Snapshot::modified))
        .map(snapshot -> snapshot.path().toString());
  }

  private static void collect(List<FileStatus> directories, List<Snapshot> snapshots)
      throws IOException {
    for (FileStatus directory : directories) {
      for (FileStatus file : list(directory.getPath())) {
        if (file.getPath().getName().equals(METADATA)) {
          read(file, snapshots);
        }
      }
    }
  }

  private static void read(FileStatus metadata, List<Snapshot> snapshots) {
    Path path = metadata.getPath();

    try (DataInputStream in = new DataInputStream(path.getFileSystem().open(path))) {
      long number =
          Checkpoints.loadCheckpointMetadata(
                  in, StateDirectory.class.getClassLoader(), path.toString())
              .getCheckpointId();
      snapshots.add(new Snapshot(path.getParent(), number, metadata.getModificationTime()));
    } catch (IOException | RuntimeException e) {
      // A process killed while it wrote leaves half of one; the one before is then the newest.
      LOGGER.warn("Left out {}: it is not a complete checkpoint ({})", path, e.toString());
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

  private record Snapshot(Path path, long number, long modified) {}
}
