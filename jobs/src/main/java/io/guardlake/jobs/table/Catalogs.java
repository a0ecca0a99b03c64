package io.guardlake.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.rest.RESTCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens catalogs. Files always go through {@link FlinkFileIO}. */
public final class Catalogs {
  /** The file of a sqlite catalog, in the output's directory. */
  public static final String SQLITE_FILE = "catalog.db";

  private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);
  private static final String GLUE_CATALOG = "org.apache.iceberg.aws.glue.GlueCatalog";

  /** How long a writer waits for another process's transaction. */
  private static final String BUSY_TIMEOUT_MILLIS = "30000";

  private static final int OPENING_TRIES = 3;

  private Catalogs() {}

  /**
   * Opens the catalog to write; a sqlite catalog is made if it is not there.
   *
   * @throws CatalogException if it cannot be opened
   */
  public static OpenCatalog open(CatalogSettings settings) {
    try {
      return switch (settings.kind()) {
        case SQLITE -> sqlite(settings);
        case JDBC -> jdbc(settings, settings.uri(), Map.of());
        case REST -> rest(settings);
        case GLUE -> glue(settings);
      };
    } catch (MissingOutputException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw CatalogException.of(settings, e);
    }
  }

  /**
   * Opens the catalog of an output that must be there already.
   *
   * @throws MissingOutputException if the sqlite catalog's file does not exist
   */
  public static OpenCatalog openExisting(CatalogSettings settings) {
    if (settings.kind() == CatalogSettings.Kind.SQLITE && !Files.exists(sqliteFile(settings))) {
      throw new MissingOutputException(
          "There is no catalog at %s; check --output, or run ingest or backfill into it first."
              .formatted(sqliteFile(settings)),
          null);
    }

    return open(settings);
  }

  private static OpenCatalog sqlite(CatalogSettings settings) {
    Path file = sqliteFile(settings);

    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw OutputWriteException.of(settings.warehouse(), e).unchecked();
    }

    return jdbc(
        settings,
        "jdbc:sqlite:" + file,
        Map.of(JdbcCatalog.PROPERTY_PREFIX + "busy_timeout", BUSY_TIMEOUT_MILLIS));
  }

  private static OpenCatalog jdbc(CatalogSettings settings, String url, Map<String, String> more) {
    registerDrivers();
    Map<String, String> properties = new HashMap<>(more);
    properties.put(CatalogProperties.URI, url);
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, settings.warehouse());
    properties.put(JdbcCatalog.PROPERTY_PREFIX + "schema-version", "V1");
    return new OpenCatalog(settings, initialized(properties, OPENING_TRIES));
  }

  /** Who opens a new database beside us may have made its tables between our look and our try. */
  private static JdbcCatalog initialized(Map<String, String> properties, int tries) {
    JdbcCatalog catalog = new JdbcCatalog(Catalogs::fileIO, null, true);

    try {
      catalog.initialize("guardlake", properties);
      return catalog;
    } catch (UncheckedSQLException e) {
      catalog.close();

      if (tries > 1) {
        return initialized(properties, tries - 1);
      }

      throw e;
    }
  }

  private static OpenCatalog rest(CatalogSettings settings) {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize(
        "guardlake",
        Map.of(
            CatalogProperties.URI,
            settings.uri(),
            CatalogProperties.WAREHOUSE_LOCATION,
            settings.warehouse(),
            CatalogProperties.FILE_IO_IMPL,
            FlinkFileIO.class.getName()));
    return new OpenCatalog(settings, catalog);
  }

  private static OpenCatalog glue(CatalogSettings settings) {
    Catalog catalog =
        CatalogUtil.loadCatalog(
            GLUE_CATALOG,
            "guardlake",
            Map.of(
                "http-client.type",
                "urlconnection",
                CatalogProperties.WAREHOUSE_LOCATION,
                settings.warehouse(),
                CatalogProperties.FILE_IO_IMPL,
                FlinkFileIO.class.getName()),
            null);
    return new OpenCatalog(settings, catalog);
  }

  private static FlinkFileIO fileIO(Map<String, String> properties) {
    FlinkFileIO io = new FlinkFileIO();
    io.initialize(properties);
    return io;
  }

  private static Path sqliteFile(CatalogSettings settings) {
    return Path.of(URI.create(settings.warehouse())).resolve(SQLITE_FILE);
  }

  /**
   * A driver inside a job's jar is not found by DriverManager, which asks the class loader that
   * Flink itself came with. Whoever loads it has registered it.
   */
  private static void registerDrivers() {
    for (Driver driver : ServiceLoader.load(Driver.class, Catalogs.class.getClassLoader())) {
      LOG.debug("JDBC driver {}", driver.getClass().getName());
    }
  }
}
