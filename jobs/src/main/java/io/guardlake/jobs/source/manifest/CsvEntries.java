package io.guardlake.jobs.source.manifest;

import io.guardlake.jobs.source.lines.Unpacking;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file of an inventory: no header, columns as the manifest names them. */
final class CsvEntries implements ManifestEntries {
  private final String uri;
  private final List<String> columns;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  CsvEntries(String uri, Path file, List<String> columns) throws IOException {
    this.uri = uri;
    this.columns = columns;
    this.parser =
        CSVFormat.DEFAULT.parse(
            new InputStreamReader(
                Unpacking.of(Files.newInputStream(file)), StandardCharsets.UTF_8));
    this.records = parser.iterator();
  }

  @Override
  public ManifestEntry next() throws IOException {
    try {
      while (records.hasNext()) {
        InventoryRow row = row(records.next());

        if (row.current()) {
          return row.entry();
        }
      }

      return null;
    } catch (UncheckedIOException e) {
      throw new IOException(
          "The inventory file " + uri + " breaks off at row " + parser.getRecordNumber() + ".", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(
          "Row "
              + parser.getRecordNumber()
              + " of the inventory file "
              + uri
              + " cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private InventoryRow row(CSVRecord csv) {
    if (csv.size() != columns.size()) {
      throw new IllegalArgumentException(
          "it has " + csv.size() + " fields and the manifest names " + columns.size());
    }

    String size = field(csv, "Size");
    String time = field(csv, "LastModifiedDate");
    String key = field(csv, "Key");

    if (key == null) {
      throw new IllegalArgumentException("it has no Key");
    }

    return new InventoryRow(
        field(csv, "Bucket"),
        URLDecoder.decode(key, StandardCharsets.UTF_8),
        !"false".equals(field(csv, "IsLatest")) && !"true".equals(field(csv, "IsDeleteMarker")),
        size == null ? null : Long.valueOf(size),
        time == null ? null : Instant.parse(time).toEpochMilli(),
        field(csv, "ETag"));
  }

  private String field(CSVRecord csv, String column) {
    int index = columns.indexOf(column);
    return index < 0 || csv.get(index).isEmpty() ? null : csv.get(index);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
