package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's operations for an append of no files, which carries another change and is made against
 * the metadata given or not at all: Iceberg would look again and overwrite what it then finds.
 */
final class EmptyAppend implements TableOperations {
  private final TableOperations table;
  private final TableMetadata base;
  private final UnaryOperator<TableMetadata> change;
  private boolean committed;

  /** Another commit came first. */
  static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OvertakenException(CommitFailedException cause) {
      super(cause.getMessage(), cause);
    }
  }

  EmptyAppend(TableOperations table, TableMetadata base, UnaryOperator<TableMetadata> change) {
    this.table = requireNonNull(table, "table is null");
    this.base = requireNonNull(base, "base is null");
    this.change = requireNonNull(change, "change is null");
  }

  @Override
  public void commit(TableMetadata before, TableMetadata appended) {
    try {
      table.commit(base, change.apply(appended));
      committed = true;
    } catch (CommitFailedException e) {
      throw new OvertakenException(e);
    }
  }

  @Override
  public TableMetadata current() {
    return committed ? table.current() : base;
  }

  @Override
  public TableMetadata refresh() {
    return committed ? table.refresh() : base;
  }

  @Override
  public FileIO io() {
    return table.io();
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
}
