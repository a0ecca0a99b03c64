package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes, commits and reads in a JVM that has no Hadoop class, ours or a connector's. */
class HadoopFreeTest {
  @TempDir Path directory;

  @Test
  void writesCommitsAndReadsWithoutHadoop() throws Exception {
    Path log = directory.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPathWithoutHadoop());
    command.add(Main.class.getName());
    command.add(directory.resolve("output").toUri().toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(log).content().contains("rows read: 100");
    assertThat(process.exitValue()).isZero();
  }

  private static String classPathWithoutHadoop() {
    String separator = File.pathSeparator;
    return Stream.of(System.getProperty("java.class.path").split(separator, -1))
        .filter(entry -> !Path.of(entry).getFileName().toString().contains("hadoop-client"))
        .filter(entry -> !Path.of(entry).getFileName().toString().contains("s3-fs-hadoop"))
        .collect(Collectors.joining(separator));
  }

  /** What the other JVM runs. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      try {
        Class.forName("org.apache.hadoop.conf.Configuration");
        throw new AssertionError("Hadoop is on the class path");
      } catch (ClassNotFoundException e) {
        System.out.println("no Hadoop");
      }

      Path directory = Path.of(java.net.URI.create(arguments[0]));

      try (TestOutput output = new TestOutput(directory)) {
        SampleRows samples = new SampleRows(1);
        List<TableRow> rows = Stream.generate(samples::next).limit(100).toList();
        new TableAppender(
                output.table(), TestOutput.nothingErased(output.table()), Duration.ofMillis(1))
            .append(new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, output.files(rows)));
        int[] read = {0};

        for (String part : TableIdentities.all(output.settings()).parts()) {
          FlatColumns.read(
              new FlinkFileIO().newInputFile(part.substring("findings:".length())),
              List.of(FindingColumn.FINDING_ID, FindingColumn.VERSION_HASH),
              cells -> read[0]++);
        }

        System.out.println("rows read: " + read[0]);
      }
    }
  }
}
