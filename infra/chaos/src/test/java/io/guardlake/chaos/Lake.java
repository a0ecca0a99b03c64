package io.guardlake.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The output as a reader sees it who has nothing of ours: Iceberg's own library for what is live,
 * DuckDB for what is in a data file. Not safe for several threads.
 */
final class Lake implements AutoCloseable {
  /** Of the catalog and of the namespace. */
  private static final String NAME = "guardlake";

  private final World world;
  private final JdbcCatalog catalog;
  private final Connection duckdb;
  private final Map<String, List<Version>> versions = new HashMap<>();

  private Lake(World world, JdbcCatalog catalog, Connection duckdb) {
    this.world = world;
    this.catalog = catalog;
    this.duckdb = duckdb;
  }

  /** Opens an output, once its catalog is there. */
  static Optional<Lake> open(World world) {
    if (!Files.exists(world.catalogFile())) {
      return Optional.empty();
    }

    JdbcCatalog catalog = new JdbcCatalog(properties -> new ReadingFileIO(world.s3()), null, true);

    try {
      catalog.initialize(
          NAME,
          Map.of(
              CatalogProperties.URI,
              "jdbc:sqlite:" + world.catalogFile(),
              CatalogProperties.WAREHOUSE_LOCATION,
              world.output(),
              "jdbc.schema-version",
              "V1",
              "jdbc.busy_timeout",
              "30000"));
      return Optional.of(new Lake(world, catalog, DriverManager.getConnection("jdbc:duckdb:")));
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start.", e);
    }
  }

  /** A table as it is now, or nothing where it is not made yet. */
  Optional<Table> table(String name) {
    try {
      return Optional.of(catalog.loadTable(TableIdentifier.of(Namespace.of(NAME), name)));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  /** The data files of a snapshot. */
  static List<DataFile> files(Table table, Snapshot snapshot) {
    List<DataFile> files = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        files.add(task.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return files;
  }

  /** The versions in a data file, by their columns; a file is read once. */
  List<Version> versions(DataFile file) {
    return versions.computeIfAbsent(file.location(), location -> readVersions(location));
  }

  /** The versions in a data file, by the line that each row keeps, every column read. */
  List<Version> versionsByLine(DataFile file) {
    return rows(
        file.location(),
        "SELECT finding_json, COLUMNS(* EXCLUDE finding_json) FROM %s",
        row -> Model.version(row.getString(1).getBytes(StandardCharsets.UTF_8)));
  }

  /** The rows of quarantine in a data file. */
  List<Refusal> refusals(DataFile file) {
    String bucket = world.source() + "/";
    return rows(
        file.location(),
        "SELECT source_uri, coalesce(source_line, 0), reason FROM %s",
        row -> {
          String uri = row.getString(1);
          String key = uri.startsWith(bucket) ? uri.substring(bucket.length()) : uri;
          return new Refusal(key, row.getInt(2), row.getString(3));
        });
  }

  private List<Version> readVersions(String location) {
    return rows(
        location,
        "SELECT account_id, region, finding_id, epoch_us(updated_at), version_hash FROM %s",
        row ->
            new Version(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5)));
  }

  private <T> List<T> rows(String location, String sql, Row<T> reader) {
    Path file = null;
    boolean local = location.startsWith("file:");

    try {
      file = local ? Path.of(URI.create(location).getPath()) : download(location);
      List<T> rows = new ArrayList<>();

      try (Statement statement = duckdb.createStatement();
          ResultSet result =
              statement.executeQuery(
                  sql.formatted("read_parquet('" + file.toString().replace("'", "''") + "')"))) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }

      if (!local) {
        Files.delete(file);
      }

      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("A live data file cannot be read: " + location, e);
    }
  }

  private Path download(String location) throws IOException {
    Path file = Files.createTempFile(world.directory(), "live", ".parquet");
    Files.write(file, bytes(world.s3(), location));
    return file;
  }

  private static byte[] bytes(S3Client s3, String location) throws IOException {
    URI uri = URI.create(location);

    if (uri.getScheme().equals("file")) {
      return Files.readAllBytes(Path.of(uri.getPath()));
    }

    return s3.getObjectAsBytes(
            request -> request.bucket(uri.getHost()).key(uri.getPath().substring(1)))
        .asByteArray();
  }

  @Override
  public void close() {
    catalog.close();

    try {
      duckdb.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close.", e);
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Reads files whole, and each once: none that Iceberg names is ever changed. */
  private static final class ReadingFileIO implements FileIO {
    private static final long serialVersionUID = 1;

    private final transient S3Client s3;
    private final transient InMemoryFileIO read = new InMemoryFileIO();

    ReadingFileIO(S3Client s3) {
      this.s3 = s3;
    }

    @Override
    public synchronized InputFile newInputFile(String location) {
      if (!read.fileExists(location)) {
        try {
          read.addFile(location, bytes(s3, location));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      return read.newInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
      throw new UnsupportedOperationException("A reader writes nothing: " + location);
    }

    @Override
    public void deleteFile(String location) {
      throw new UnsupportedOperationException("A reader deletes nothing: " + location);
    }
  }
}
