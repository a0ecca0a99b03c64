package io.guardlake.jobs.writer;

import io.guardlake.jobs.lease.AtomicProperties;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;

/** The book of writers of an output in a directory, and its tables. */
final class Book implements Closeable {
  private final CatalogSettings settings;
  private final OpenCatalog catalog;

  Book(Path directory) {
    this(CatalogSettings.parse(null, directory.toUri().toString(), "guardlake"));
  }

  Book(CatalogSettings settings) {
    this.settings = settings;
    catalog = Catalogs.open(settings);
    Tables.ensure(catalog, FindingsTable.DEFINITION);
    Tables.ensure(catalog, QuarantineTable.DEFINITION);
    Tables.ensure(catalog, DriftTable.DEFINITION);
    Tables.ensure(catalog, DeadLetterTable.DEFINITION);
    Tables.ensureWithoutRows(catalog, WriterBook.TABLE);
  }

  CatalogSettings settings() {
    return settings;
  }

  OpenCatalog catalog() {
    return catalog;
  }

  Table findings() {
    return catalog.table(FindingsTable.DEFINITION.name());
  }

  AtomicProperties properties() {
    return new AtomicProperties(catalog.table(WriterBook.TABLE));
  }

  WriterBook now() {
    return new WriterBook(properties().current());
  }

  List<String> runs() {
    return now().entries().stream().map(WriterEntry::run).toList();
  }

  void change(UnaryOperator<WriterBook> change) throws IOException {
    AtomicProperties.Change<RuntimeException> changed =
        now -> change.apply(new WriterBook(now)).properties();
    properties().change(changed);
  }

  /** Somebody adds a file that nobody reads. */
  void append() {
    Table table = findings();
    table
        .newAppend()
        .appendFile(
            DataFiles.builder(table.spec())
                .withPath(table.location() + "/data/x.parquet")
                .withPartitionPath("severity=HIGH/updated_at_day=2026-03-10")
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build())
        .commit();
  }

  /** A writer renews its entry, by a clock that is an hour off. */
  void beat(String run) {
    try {
      change(
          book -> {
            WriterEntry entry = book.entry(run).orElseThrow();
            return book.with(entry.renewed(entry.process(), entry.renewed().minusSeconds(3600)));
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
