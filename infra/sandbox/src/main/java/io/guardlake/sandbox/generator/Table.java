package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table among the resources: UTF-8, one row a line, cells between tabs, comments after a #. */
final class Table {
  private Table() {}

  /**
   * The rows, each with as many cells as asked for; cells that are left out at a row's end are
   * empty.
   *
   * @throws IllegalStateException when the resource is missing, or a row has too many cells
   */
  static List<List<String>> rows(String name, int cells) {
    List<List<String>> rows = new ArrayList<>();

    for (String line : lines(name)) {
      List<String> row = new ArrayList<>(List.of(line.split("\t", -1)));

      if (row.size() > cells) {
        throw new IllegalStateException(
            "A line of " + name + " has more than " + cells + " columns: " + line);
      }

      while (row.size() < cells) {
        row.add("");
      }

      rows.add(List.copyOf(row));
    }

    return List.copyOf(rows);
  }

  /** The lines that are no comments. */
  static List<String> lines(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The resource " + name + " is missing from Guardlake's jar.");
      }

      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not read the resource " + name + ".", failure);
    }
  }
}
