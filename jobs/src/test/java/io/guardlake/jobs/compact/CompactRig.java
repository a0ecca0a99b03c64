package io.guardlake.jobs.compact;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.CommittableFile;
import io.guardlake.jobs.table.FlinkFileIO;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.OpenFiles;
import io.guardlake.jobs.table.ParquetOptions;
import io.guardlake.jobs.table.SampleRows;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.jobs.table.TableTarget;
import io.guardlake.jobs.table.Tables;
import io.guardlake.jobs.table.WriterLimits;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** An output in a directory, filled as ingest fills it, and compacted. */
public final class CompactRig implements Closeable {
  static final CompactListener SILENT = (step, table, done, all) -> {};

  private final CatalogSettings catalogSettings;
  private final OpenCatalog catalog;
  private final SampleRows samples = new SampleRows(5);
  private long rows;

  public CompactRig(Path directory) {
    this(CatalogSettings.parse(null, directory.toUri().toString(), "guardlake"));
  }

  CompactRig(CatalogSettings settings) {
    catalogSettings = settings;
    catalog = Catalogs.open(catalogSettings);
    Tables.ensure(catalog, FindingsTable.DEFINITION);
  }

  public static LocalDate today() {
    return LocalDate.now(Clock.systemUTC());
  }

  public OpenCatalog catalog() {
    return catalog;
  }

  public CompactSettings settings() {
    return CompactSettings.of(catalogSettings, null, null, Duration.ofDays(7));
  }

  /** The settings, and a clock by which all that was done now is long ago. */
  CompactSettings settingsLater(Duration later) {
    CompactSettings now = settings();
    return new CompactSettings(
        now.catalog(),
        now.before(),
        null,
        now.grace(),
        now.options(),
        now.sortMemory(),
        now.commitBytes(),
        Clock.offset(Clock.systemUTC(), later));
  }

  CompactSettings settingsRetaining(int days) {
    return CompactSettings.of(catalogSettings, null, days, Duration.ofDays(7));
  }

  public Table table(TableDefinition definition) {
    return catalog.table(definition.name());
  }

  Table findings() {
    return table(FindingsTable.DEFINITION);
  }

  /** A finding that was updated some days before today. */
  public TableRow finding(String severity, int daysAgo) {
    long day = TimeUnit.DAYS.toMicros(today().minusDays(daysAgo).toEpochDay());
    return samples.next(severity, day + 1 + rows++ * 1000);
  }

  /** Appends some findings of several days and severities, in a snapshot of their own. */
  void appendFindings(int rows, int... daysAgo) throws IOException {
    List<TableRow> findings = new ArrayList<>();

    for (int day : daysAgo) {
      for (int i = 0; i < rows; i++) {
        findings.add(finding(i % 3 == 0 ? "HIGH" : "LOW", day));
      }
    }

    append(FindingsTable.DEFINITION, findings);
  }

  public void append(TableDefinition definition, List<TableRow> rows) throws IOException {
    Table table = Tables.ensure(catalog, definition);
    List<CommittableFile> files = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(definition, table),
            new FlinkFileIO(),
            ParquetOptions.defaults(),
            WriterLimits.defaults(),
            files::add)) {
      for (TableRow row : rows) {
        open.write(row);
      }

      open.finishAll();
    }

    AppendFiles append = table.newAppend();
    files.forEach(file -> append.appendFile(file.dataFile(table.spec())));
    append.commit();
  }

  public CompactSummary compact() throws IOException {
    return Compaction.run(settings(), SILENT);
  }

  public List<DataFile> files(TableDefinition definition) throws IOException {
    return List.copyOf(LiveFiles.of(table(definition)).files().values());
  }

  public List<TableRow> rows(TableDefinition definition, DataFile file) throws IOException {
    List<TableRow> rows = new ArrayList<>();

    try (TableRowReader reader =
        TableRowReader.open(
            new FlinkFileIO().newInputFile(file.location()),
            definition,
            table(definition).schema())) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }

    return rows;
  }

  /** All rows of a table as texts of all of their cells, sorted. */
  public List<String> content(TableDefinition definition) throws IOException {
    List<String> content = new ArrayList<>();

    for (DataFile file : files(definition)) {
      for (TableRow row : rows(definition, file)) {
        content.add(text(row));
      }
    }

    return content.stream().sorted().toList();
  }

  public static String text(TableRow row) {
    StringBuilder text = new StringBuilder();

    for (int i = 0; i < row.table().columns().size(); i++) {
      Object cell = row.cell(i);
      text.append(cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell);
      text.append('|');
    }

    return text.toString();
  }

  /** The updated_at in the text of a finding. */
  static long updatedAt(String text) {
    return Long.parseLong(text.split("[|]", -1)[FindingColumn.UPDATED_AT.ordinal()]);
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
