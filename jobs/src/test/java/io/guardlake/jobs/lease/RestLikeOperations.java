package io.guardlake.jobs.lease;

import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.UpdateRequirements;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Commits as a REST catalog's server does: it checks what the kinds of the changes require, and
 * then applies them to whatever the table is now.
 */
public final class RestLikeOperations implements TableOperations {
  private final TableOperations table;

  public RestLikeOperations(TableOperations table) {
    this.table = table;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    TableMetadata now = table.refresh();

    for (UpdateRequirement required : UpdateRequirements.forUpdateTable(base, metadata.changes())) {
      required.validate(now);
    }

    TableMetadata.Builder builder = TableMetadata.buildFrom(now);

    for (MetadataUpdate change : metadata.changes()) {
      change.applyTo(builder);
    }

    table.commit(now, builder.build());
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

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return table.temp(uncommitted);
  }
}
