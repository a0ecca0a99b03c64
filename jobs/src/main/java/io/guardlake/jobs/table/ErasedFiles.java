package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import io.guardlake.schemas.table.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;

/**
 * Takes out of files that are about to be committed what was erased after their rows were read. Not
 * thread-safe.
 */
final class ErasedFiles {
  private final Lookup lookup;
  private final Table table;
  private final TableDefinition definition;
  private Tombstones known = Tombstones.none();

  /** What each file looked at since the last change of the tombstones becomes. */
  private final Map<String, List<CommittableFile>> replacements = new HashMap<>();

  /**
   * @param lookup asked when there are more tombstones than are known
   * @param table the table of the files, which the caller refreshes
   */
  ErasedFiles(Lookup lookup, Table table, TableDefinition definition) {
    this.lookup = requireNonNull(lookup, "lookup is null");
    this.table = requireNonNull(table, "table is null");
    this.definition = requireNonNull(definition, "definition is null");
  }

  /** Finds the tombstones that there are now. */
  interface Lookup {
    Tombstones tombstones() throws IOException;
  }

  /** The files to commit in place of others: the same ones where nothing in them was erased. */
  List<CommittableFile> without(List<CommittableFile> files) throws IOException {
    int fence = EraseFence.of(table);

    if (fence == 0) {
      return files;
    }

    if (fence > known.count()) {
      known = lookup.tombstones();
      replacements.clear();
    }

    ErasedRows rows = new ErasedRows(definition, table, known);
    List<CommittableFile> kept = new ArrayList<>();

    for (CommittableFile file : files) {
      kept.addAll(without(file, rows));
    }

    return kept;
  }

  /** Refuses a commit if more was erased since the files were looked at. */
  SnapshotAncestryValidator stillKnown() {
    return EraseFence.notAbove(table, known.count());
  }

  /** Deletes what was replaced, once the commit is made. */
  void committed() {
    replacements.forEach(
        (location, kept) -> {
          if (kept.stream().noneMatch(file -> file.file().location().equals(location))) {
            table.io().deleteFile(location);
          }
        });
    replacements.clear();
  }

  private List<CommittableFile> without(CommittableFile file, ErasedRows rows) throws IOException {
    String location = file.file().location();
    List<CommittableFile> before = replacements.get(location);

    if (before != null) {
      return before;
    }

    List<CommittableFile> kept =
        rows.countIn(file.dataFile(table.spec()), source -> {}) == 0
            ? List.of(file)
            : rows.writeOthers(location, ParquetOptions.defaults());
    replacements.put(location, kept);
    return kept;
  }
}
