package io.guardlake.jobs.table;

import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learning from a table costs, against how large the table is; it asserts nothing. */
@Tag("speed")
class LearningSpeed {
  private static final int VERSIONS_A_DAY = 200;
  private static final int DAYS = 7;

  @TempDir Path directory;

  @Test
  void measuresAWholeTableAndTheDaysOfAWeek() throws Exception {
    say("| days | versions | table MB | learnt | files | seconds | versions learnt |");

    for (int days : List.of(30, 90, 360)) {
      try (TestOutput output = new TestOutput(directory.resolve("lake-" + days))) {
        long bytes = fill(output, days);
        // What is read once warms up the code for all.
        TableIdentities all = TableIdentities.all(output.settings());
        learn(all);
        print(days, bytes, "all", all);
        long to = SampleRows.DAY_ZERO + days * SampleRows.DAY_MICROS;
        print(
            days,
            bytes,
            DAYS + " days",
            TableIdentities.updatedIn(
                output.settings(),
                new TableIdentities.UpdatedRange(to - DAYS * SampleRows.DAY_MICROS, to)));
      }
    }
  }

  private static long fill(TestOutput output, int days) throws IOException {
    SampleRows samples = new SampleRows(days);

    for (int day = 0; day < days; day++) {
      List<TableRow> rows = new ArrayList<>();

      for (int i = 0; i < VERSIONS_A_DAY; i++) {
        String severity = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL").get(i % 4);
        rows.add(samples.next(severity, SampleRows.DAY_ZERO + day * SampleRows.DAY_MICROS + i));
      }

      new TableAppender(
              output.table(), null, TestOutput.nothingErased(output.table()), Duration.ofMillis(1))
          .append(new PendingCommit("w" + day, 1, base(output), output.files(rows)));
    }

    long bytes = 0;

    try (CloseableIterable<FileScanTask> tasks = output.table().newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        bytes += task.length();
      }
    }

    return bytes;
  }

  private static long base(TestOutput output) {
    return output.table().currentSnapshot() == null
        ? PendingCommit.NO_SNAPSHOT
        : output.table().currentSnapshot().snapshotId();
  }

  private static void print(int days, long bytes, String what, TableIdentities identities)
      throws IOException {
    long start = System.nanoTime();
    long[] learnt = learn(identities);
    double seconds = (System.nanoTime() - start) / 1e9;
    say(
        String.format(
            Locale.ROOT,
            "| %d | %,d | %.0f | %s | %,d | %.2f | %,d |",
            days,
            days * VERSIONS_A_DAY,
            bytes / 1e6,
            what,
            learnt[0],
            seconds,
            learnt[1]));
  }

  private static long[] learn(TableIdentities identities) throws IOException {
    AtomicLong versions = new AtomicLong();
    List<String> parts = identities.parts();

    for (String part : parts) {
      identities.read(part, identity -> versions.incrementAndGet());
    }

    return new long[] {parts.size(), versions.get()};
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
