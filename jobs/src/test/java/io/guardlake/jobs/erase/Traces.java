package io.guardlake.jobs.erase;

import io.guardlake.jobs.compact.CompactRig;
import io.guardlake.jobs.table.FlinkFileIO;
import io.guardlake.jobs.table.TableRowReader;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Searches every file below an output, whether a table lists it or not: the rows of Parquet files,
 * the unpacked blocks of Avro files, which hold the bounds of columns, and all else as it is.
 */
final class Traces {
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION,
          AccountsTable.DEFINITION,
          ArchivedTable.DEFINITION);

  private Traces() {}

  /** The files with an id in them, but for the table of tombstones. */
  static List<Path> of(Path output, CompactRig rig, String id) throws IOException {
    List<Path> traces = new ArrayList<>();

    for (TableDefinition table : TABLES) {
      try (Stream<Path> files = Files.walk(output.resolve("guardlake").resolve(table.name()))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (text(file, table, rig).contains(id)) {
            traces.add(file);
          }
        }
      }
    }

    return traces;
  }

  private static String text(Path file, TableDefinition table, CompactRig rig) throws IOException {
    String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);

    if (file.toString().endsWith(".parquet")) {
      return raw + rows(file, table, rig);
    }

    return file.toString().endsWith(".avro") ? raw + unpacked(Files.readAllBytes(file)) : raw;
  }

  private static String rows(Path file, TableDefinition table, CompactRig rig) throws IOException {
    StringBuilder text = new StringBuilder();

    try (TableRowReader reader =
        TableRowReader.open(
            new FlinkFileIO().newInputFile(file.toUri().toString()),
            table,
            rig.table(table).schema())) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        text.append(CompactRig.text(row));
      }
    }

    return text.toString();
  }

  /** All that inflates from any of the bytes on: a block begins at one of them. */
  private static String unpacked(byte[] bytes) {
    StringBuilder text = new StringBuilder();

    for (int start = 0; start < bytes.length; start++) {
      text.append(inflated(bytes, start));
    }

    return text.toString();
  }

  private static String inflated(byte[] bytes, int start) {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];

    try {
      inflater.setInput(bytes, start, bytes.length - start);

      for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (DataFormatException e) {
      // No block begins here.
      return "";
    } finally {
      inflater.end();
    }

    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
