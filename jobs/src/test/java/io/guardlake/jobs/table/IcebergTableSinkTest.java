package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try")
class IcebergTableSinkTest {
  private static final int ROWS = 1000;
  private static final AtomicLong HEARD = new AtomicLong();

  @TempDir Path directory;

  @Test
  void aBoundedJobLeavesExactlyItsRowsInTheTable() throws Exception {
    HEARD.set(0);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    CatalogSettings settings =
        CatalogSettings.parse(null, directory.toUri().toString(), "guardlake");

    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration)) {
      environment.enableCheckpointing(200);
      // Rows have no serializer here, so each subtask makes its share in the operator before the
      // writer, chained to it as in the real job.
      DataStream<TableRow> rows =
          environment
              .fromSequence(0, ROWS - 1)
              .uid("numbers")
              .map(seed -> new SampleRows(seed).next())
              .returns(TypeInformation.of(TableRow.class))
              .uid("rows");
      new IcebergTableSink(
              settings,
              FindingsTable.DEFINITION,
              ParquetOptions.defaults(),
              WriterLimits.defaults(),
              null,
              (table, files, count) -> HEARD.addAndGet(count))
          .append(rows, "findings", WriterTasks.THEIR_OWN);
      environment.execute("test");
    }

    try (TestOutput output = new TestOutput(directory)) {
      List<String> expected = new ArrayList<>();

      for (long seed = 0; seed < ROWS; seed++) {
        expected.add(new SampleRows(seed).next().text(FindingColumn.FINDING_ID));
      }

      assertThat(output.findingIds())
          .containsExactlyElementsOf(expected.stream().sorted().toList());
      assertThat(HEARD).hasValue(ROWS);
    }
  }
}
