package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;

class ExternalSortTest {
  private static final RecordFormat<String> TEXTS =
      new RecordFormat<>() {
        @Override
        public void write(String value, DataOutputView out) throws IOException {
          out.writeUTF(value);
        }

        @Override
        public String read(DataInputView in) throws IOException {
          return in.readUTF();
        }
      };

  @Property(tries = 100)
  void sortsWhateverTheMemory(
      @ForAll @Size(max = 300) List<String> values,
      @ForAll @IntRange(min = 1, max = 5000) int memory)
      throws IOException {
    assertThat(sorted(values, memory)).isEqualTo(values.stream().sorted().toList());
  }

  @Test
  void mergesMoreRunsThanAreOpenAtOnce() throws IOException {
    Random random = new Random(1);
    List<String> values =
        IntStream.range(0, 500).mapToObj(i -> "v" + random.nextInt(1000)).toList();

    // One record a run.
    assertThat(sorted(values, 1)).isEqualTo(values.stream().sorted().toList());
  }

  @Test
  void writesNothingThatFits() throws IOException {
    try (ExternalSort<String> sort = sort(1000)) {
      sort.add("b");
      sort.add("a");

      assertThat(sort.sorted().next()).isEqualTo("a");
      assertThat(sort.runs()).isZero();
    }
  }

  private static List<String> sorted(List<String> values, long memory) throws IOException {
    List<String> result = new ArrayList<>();

    try (ExternalSort<String> sort = sort(memory)) {
      for (String value : values) {
        sort.add(value);
      }

      Records<String> records = sort.sorted();

      for (String value = records.next(); value != null; value = records.next()) {
        result.add(value);
      }
    }

    return result;
  }

  private static ExternalSort<String> sort(long memory) {
    return new ExternalSort<>(
        TEXTS, Comparator.naturalOrder(), text -> 10L + text.length(), memory);
  }
}
