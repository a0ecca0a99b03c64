package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Files that become visible together once their checkpoint is complete.
 *
 * @param writerId the incarnation of the committer that collected them
 * @param checkpointId the checkpoint that covers them
 * @param baseSnapshot a snapshot that the table had before any commit of them, or {@link
 *     #NO_SNAPSHOT}
 */
record PendingCommit(
    String writerId, long checkpointId, long baseSnapshot, List<CommittableFile> files) {
  /** The base of a commit to a table that had no snapshot. */
  static final long NO_SNAPSHOT = -1;

  private static final int VERSION = 1;

  PendingCommit {
    requireNonNull(writerId, "writerId is null");
    files = List.copyOf(files);
  }

  long rows() {
    return files.stream().mapToLong(file -> file.file().rows()).sum();
  }

  /** The form it has in checkpoints: a version, then each field. */
  byte[] toBytes() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    out.writeByte(VERSION);
    out.writeUTF(writerId);
    out.writeLong(checkpointId);
    out.writeLong(baseSnapshot);
    out.writeInt(files.size());

    for (CommittableFile file : files) {
      CommittableFileFormat.write(file, out);
    }

    return out.getCopyOfBuffer();
  }

  static PendingCommit fromBytes(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int version = in.readUnsignedByte();

    if (version != VERSION) {
      throw new IOException(
          "The state holds pending commits in format %d, which this version cannot read; run the version that wrote it."
              .formatted(version));
    }

    String writerId = in.readUTF();
    long checkpointId = in.readLong();
    long baseSnapshot = in.readLong();
    int size = in.readInt();
    List<CommittableFile> files = new ArrayList<>();

    for (int i = 0; i < size; i++) {
      files.add(CommittableFileFormat.read(in));
    }

    return new PendingCommit(writerId, checkpointId, baseSnapshot, files);
  }
}
