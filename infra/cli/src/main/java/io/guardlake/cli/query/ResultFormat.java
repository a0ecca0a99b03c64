package io.guardlake.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.guardlake.cli.console.Escapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How an answer is printed. Findings hold what attackers wrote, so each escapes for its reader. */
public enum ResultFormat {
  /** For people: aligned columns. */
  TABLE {
    @Override
    public String render(QueryResult result) {
      List<Column> columns = new ArrayList<>();
      boolean[] numbers = new boolean[result.columns().size()];

      for (int i = 0; i < result.columns().size(); i++) {
        int index = i;
        numbers[i] =
            !result.rows().isEmpty()
                && result.rows().stream()
                    .allMatch(row -> row.get(index) == null || row.get(index) instanceof Number);
        columns.add(
            new Column()
                .header(Escapes.forTerminal(result.columns().get(i)))
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(numbers[i] ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                .maxWidth(WIDEST_CELL));
      }

      Object[][] cells =
          result.rows().stream()
              .map(row -> row.stream().map(ResultFormat::cell).toArray())
              .toArray(Object[][]::new);
      String rows = result.rows().size() == 1 ? "1 row" : result.rows().size() + " rows";
      return AsciiTable.getTable(columns.toArray(new Column[0]), cells) + "\n(" + rows + ")";
    }
  },
  /** For spreadsheets: RFC 4180, with no cell that would run as a formula. */
  CSV {
    @Override
    public String render(QueryResult result) {
      StringBuilder text = new StringBuilder();
      CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

      try (CSVPrinter printer = new CSVPrinter(text, format)) {
        printer.printRecord(result.columns());

        for (List<Object> row : result.rows()) {
          printer.printRecord(row.stream().map(ResultFormat::csvCell).toList());
        }
      } catch (IOException e) {
        throw new IllegalStateException("a text in memory can always be written", e);
      }

      return text.toString().stripTrailing();
    }
  },
  /** For programs: an object with the columns' names and the rows as objects. */
  JSON {
    @Override
    public String render(QueryResult result) {
      List<Map<String, Object>> rows = new ArrayList<>();

      for (List<Object> row : result.rows()) {
        Map<String, Object> fields = new LinkedHashMap<>();

        for (int i = 0; i < row.size(); i++) {
          fields.put(result.columns().get(i), row.get(i));
        }

        rows.add(fields);
      }

      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("formatVersion", FORMAT_VERSION);
      answer.put("columns", result.columns());
      answer.put("rows", rows);

      try {
        return MAPPER.writeValueAsString(answer);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("cells are texts, numbers, lists and maps of them", e);
      }
    }
  };

  private static final int WIDEST_CELL = 60;
  private static final int FORMAT_VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The answer as text, without a line end at its end. */
  public abstract String render(QueryResult result);

  private static String cell(Object value) {
    return value == null ? "" : Escapes.forTerminal(String.valueOf(value));
  }

  private static Object csvCell(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }

    return Escapes.forSpreadsheet(String.valueOf(value));
  }
}
