package io.guardlake.jobs.lease;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A table's operations, and what a test does after each commit. */
abstract class DelegatingOperations implements TableOperations {
  private final TableOperations table;

  DelegatingOperations(TableOperations table) {
    this.table = table;
  }

  protected abstract void committed();

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    table.commit(base, metadata);
    committed();
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
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }
}
