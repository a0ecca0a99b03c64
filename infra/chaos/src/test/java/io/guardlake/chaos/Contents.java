package io.guardlake.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * What the tables hold now, rows in any order and as often as they are there.
 *
 * @param versions the rows of findings
 * @param refusals the rows of quarantine
 */
record Contents(List<Version> versions, List<Refusal> refusals) {
  Contents {
    versions = List.copyOf(versions);
    refusals = List.copyOf(refusals);
  }

  /** What the columns say. */
  static Contents of(Lake lake) {
    return new Contents(read(lake, "findings", lake::versions), quarantine(lake));
  }

  /** The same told from the line that each row keeps; every byte of every live file is read. */
  static Contents byLine(Lake lake) {
    return new Contents(read(lake, "findings", lake::versionsByLine), quarantine(lake));
  }

  private static List<Refusal> quarantine(Lake lake) {
    return read(lake, "quarantine", lake::refusals);
  }

  private static <T> List<T> read(Lake lake, String name, FileReader<T> reader) {
    Optional<Table> table = lake.table(name);

    if (table.isEmpty() || table.get().currentSnapshot() == null) {
      return List.of();
    }

    List<T> rows = new ArrayList<>();

    for (DataFile file : Lake.files(table.get(), table.get().currentSnapshot())) {
      rows.addAll(reader.read(file));
    }

    return rows;
  }

  /** What the model says must be there and is not yet. */
  List<String> missing(Model model) {
    return model.missing(new HashSet<>(versions), new HashSet<>(refusals));
  }

  /** What is wrong with it now that everything is over; nothing if it is as it must be. */
  List<String> wrong(Model model) {
    List<String> wrong = new ArrayList<>(missing(model));
    wrong.addAll(model.surplus(new HashSet<>(versions), new HashSet<>(refusals)));
    wrong.addAll(doubled(versions));
    wrong.addAll(doubled(refusals));
    return wrong;
  }

  private static <T> List<String> doubled(List<T> rows) {
    Set<T> seen = new HashSet<>();
    return rows.stream().filter(row -> !seen.add(row)).map(row -> "doubled: " + row).toList();
  }

  private interface FileReader<T> {
    List<T> read(DataFile file);
  }
}
