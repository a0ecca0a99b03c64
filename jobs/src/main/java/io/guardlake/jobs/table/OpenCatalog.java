package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** A catalog that is open until it is closed, with the connections behind it. */
public final class OpenCatalog implements Closeable {
  private final CatalogSettings settings;
  private final Catalog catalog;

  OpenCatalog(CatalogSettings settings, Catalog catalog) {
    this.settings = requireNonNull(settings, "settings is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  public CatalogSettings settings() {
    return settings;
  }

  public Catalog catalog() {
    return catalog;
  }

  /**
   * Whether a commit fails if anything of the table's metadata has changed. A REST catalog compares
   * only what a change's kind requires, which is nothing for properties.
   */
  public boolean comparesAllMetadata() {
    return settings.kind() != CatalogSettings.Kind.REST;
  }

  Namespace namespace() {
    return Namespace.of(settings.database());
  }

  TableIdentifier identifier(String table) {
    return TableIdentifier.of(namespace(), table);
  }

  /** Whether the table is there. */
  public boolean has(String table) {
    try {
      return catalog.tableExists(identifier(table));
    } catch (NoSuchNamespaceException e) {
      return false;
    }
  }

  /**
   * The table as it is now.
   *
   * @throws MissingOutputException if it is not there
   */
  public Table table(String table) {
    try {
      return catalog.loadTable(identifier(table));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      throw new MissingOutputException(
          "The output %s has no table %s.%s; run ingest or backfill into it first."
              .formatted(settings.warehouse(), settings.database(), table),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
