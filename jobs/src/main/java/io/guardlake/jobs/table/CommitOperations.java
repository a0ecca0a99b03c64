package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's operations for one pending commit. Whatever Iceberg is about to commit, and however
 * often it tries anew, the metadata that is replaced must admit the run and must not have the
 * commit yet; and what replaces it says that it has. The catalog compares and sets, so that neither
 * can change in between.
 */
final class CommitOperations implements TableOperations {
  private final TableOperations table;
  private final PendingCommit commit;
  private final String run;

  /**
   * @param run the run that must be admitted, or null where none must be
   */
  CommitOperations(TableOperations table, PendingCommit commit, String run) {
    this.table = requireNonNull(table, "table is null");
    this.commit = requireNonNull(commit, "commit is null");
    this.run = run;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    Map<String, String> properties = base.properties();

    if (run != null && !Admission.isAdmitted(properties, run)) {
      throw NotAdmittedException.displaced(base.location());
    }

    CommittedCheckpoints committed = CommittedCheckpoints.of(properties);

    if (committed.has(commit)) {
      throw new ValidationException(
          "Checkpoint %s of %s is in the table already", commit.checkpointId(), commit.writerId());
    }

    TableMetadata.Builder amended =
        TableMetadata.buildFrom(metadata)
            .setProperties(CommittedCheckpoints.with(commit, metadata.lastSequenceNumber()));
    HashSet<String> forgotten = new HashSet<>(committed.forgotten(commit.writerId()));

    if (!forgotten.isEmpty()) {
      amended.removeProperties(forgotten);
    }

    table.commit(base, amended.build());
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    return table.refresh();
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return table.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
