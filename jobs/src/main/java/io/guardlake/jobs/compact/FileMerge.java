package io.guardlake.jobs.compact;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstones;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Merges the small files of a table's closed days. Files are replaced by their merged rows in one
 * commit, or, where there are very many bytes, in several, each of whole groups; so whatever a
 * reader's snapshot is, it has each row once. A replace is refused by Iceberg if any file it
 * replaces is not in the table any more, and leaves alone what was appended meanwhile.
 */
final class FileMerge {
  private final SortedTable sorted;
  private final Table table;
  private final CompactSettings settings;
  private final SnapshotCommit commits;
  private final Tombstones tombstones;
  private final CompactListener listener;

  FileMerge(
      SortedTable sorted,
      Table table,
      CompactSettings settings,
      SnapshotCommit commits,
      Tombstones tombstones,
      CompactListener listener) {
    this.sorted = requireNonNull(sorted, "sorted is null");
    this.table = requireNonNull(table, "table is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.commits = requireNonNull(commits, "commits is null");
    this.tombstones = requireNonNull(tombstones, "tombstones is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** Merges what there is to merge, and returns what that was. */
  CompactPlan run() throws IOException {
    checkColumns();
    LiveFiles live = LiveFiles.of(table);
    CompactPlan plan =
        CompactPlan.of(
            live.planned(table, sorted.isOrderOf(table)),
            settings.before(),
            settings.options().fileBytes());

    if (!plan.groups().isEmpty()) {
      merge(plan, live, sorted.register(table));
    }

    return plan;
  }

  private void merge(CompactPlan plan, LiveFiles live, SortOrder order) throws IOException {
    GroupMerge merge = new GroupMerge(sorted, table, order, settings, tombstones);
    List<DataFile> replaced = new ArrayList<>();
    List<DataFile> merged = new ArrayList<>();
    long bytes = 0;
    int done = 0;

    for (CompactPlan.Group group : plan.groups()) {
      List<DataFile> files = live.at(group.files());
      merged.addAll(merge.merge(files));
      replaced.addAll(files);
      bytes += group.bytes();
      done++;
      listener.progress(CompactStep.GROUP_WRITTEN, sorted.name(), done, plan.groups().size());

      if (bytes >= settings.commitBytes() || done == plan.groups().size()) {
        replace(replaced, merged, live.snapshot().snapshotId());
        listener.progress(CompactStep.GROUPS_COMMITTED, sorted.name(), done, plan.groups().size());
        replaced.clear();
        merged.clear();
        bytes = 0;
      }
    }
  }

  private void replace(List<DataFile> replaced, List<DataFile> merged, long start)
      throws IOException {
    commits.commit(
        table,
        () -> {
          RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(start);
          replaced.forEach(rewrite::deleteFile);
          merged.forEach(rewrite::addFile);
          return rewrite;
        });
  }

  /** A column that this version does not know would be lost. */
  private void checkColumns() throws IOException {
    Set<String> unknown = new HashSet<>();

    for (NestedField field : table.schema().columns()) {
      unknown.add(field.name());
    }

    sorted.definition().columns().forEach(column -> unknown.remove(column.sqlName()));

    if (!unknown.isEmpty()) {
      throw new IOException(
          ("The table %s has columns that this version of Guardlake does not know and would lose:"
                  + " %s. Compact it with the version that made them.")
              .formatted(table.name(), unknown));
    }
  }
}
