package io.guardlake.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.cli.console.Escapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How an answer is printed. Findings hold what attackers wrote, so each escapes for its reader. */
public enum ResultFormat {
  /** For people: aligned columns, cut with a mark where the terminal is too narrow. */
  TABLE {
    @Override
    public String render(Answer answer, int width) {
      return joined(TableText.table(answer.result(), width), footer(answer));
    }
  },
  /** For people: a line a cell, nothing cut. */
  VERTICAL {
    @Override
    public String render(Answer answer, int width) {
      return joined(TableText.vertical(answer.result(), width), footer(answer));
    }
  },
  /** For spreadsheets: RFC 4180, with no cell that would run as a formula. */
  CSV {
    @Override
    public String render(Answer answer, int width) {
      StringBuilder text = new StringBuilder();

      try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
        printer.printRecord(
            answer.result().columns().stream().map(Escapes::forSpreadsheet).toList());

        for (List<Object> row : answer.result().rows()) {
          printer.printRecord(row.stream().map(ResultFormat::csvCell).toList());
        }
      } catch (IOException e) {
        throw new IllegalStateException("a text in memory can always be written", e);
      }

      return text.toString();
    }
  },
  /** For programs: an object with the columns' names, the rows as objects, and what it cost. */
  JSON {
    @Override
    public String render(Answer answer, int width) {
      List<String> columns = answer.result().columns();
      List<Map<String, Object>> rows = new ArrayList<>();

      for (List<Object> row : answer.result().rows()) {
        Map<String, Object> fields = new LinkedHashMap<>();

        for (int i = 0; i < row.size(); i++) {
          fields.put(columns.get(i), row.get(i));
        }

        rows.add(fields);
      }

      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("formatVersion", FORMAT_VERSION);
      fields.put("columns", columns);
      fields.put("rows", rows);
      fields.put("seconds", answer.seconds());
      fields.put("files", answer.files());
      fields.put("bytesRead", answer.bytes());

      try {
        return MAPPER.writeValueAsString(fields) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("cells are texts, numbers, lists and maps of them", e);
      }
    }
  };

  private static final int FORMAT_VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * The answer as text, with its last line ended.
   *
   * @param width how many columns the terminal has
   */
  public abstract String render(Answer answer, int width);

  private static String footer(Answer answer) {
    int rows = answer.result().rows().size();
    return String.format(
        Locale.ROOT,
        "(%,d %s, %.2f s, %,d %s, %.1f MB read)\n",
        rows,
        rows == 1 ? "row" : "rows",
        answer.seconds(),
        answer.files(),
        answer.files() == 1 ? "file" : "files",
        answer.bytes() / 1e6);
  }

  private static String joined(String table, String footer) {
    return table.isEmpty() ? footer : table + "\n" + footer;
  }

  private static Object csvCell(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }

    return Escapes.forSpreadsheet(String.valueOf(value));
  }
}
