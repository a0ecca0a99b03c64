package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iceberg.Table;

/** A data file written anew without some of its rows. */
final class RewrittenFile {
  private RewrittenFile() {}

  /**
   * Writes the rows of a file that are to be kept into new ones, in the order they are in.
   *
   * @return files that no snapshot lists yet; deleted again if this fails
   */
  static List<CommittableFile> write(
      Table table,
      TableDefinition definition,
      String location,
      ParquetOptions options,
      Predicate<TableRow> kept)
      throws IOException {
    List<CommittableFile> written = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            TableTarget.of(definition, table),
            table.io(),
            options,
            WriterLimits.defaults(),
            written::add)) {
      try (TableRowReader reader =
          TableRowReader.open(table.io().newInputFile(location), definition, table.schema())) {
        for (TableRow row = reader.next(); row != null; row = reader.next()) {
          if (kept.test(row)) {
            open.write(row);
          }
        }
      }

      open.finishAll();
      return written;
    } catch (IOException | RuntimeException e) {
      written.forEach(file -> table.io().deleteFile(file.file().location()));
      throw e;
    }
  }
}
