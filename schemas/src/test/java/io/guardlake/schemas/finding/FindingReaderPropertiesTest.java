package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.ReadResult.Accepted;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FindingReaderPropertiesTest {
  private static final List<String> KINDS =
      List.of(
          TestFindings.networkConnection(),
          TestFindings.portProbe(),
          TestFindings.apiCall(),
          TestFindings.kubernetesCall(),
          TestFindings.runtime(),
          TestFindings.rdsLogin(),
          TestFindings.lambda(),
          TestFindings.volumeScan(),
          TestFindings.objectMalware(),
          TestFindings.attackSequence());

  private final ReadFindings findings = new ReadFindings();

  @Property(tries = 2000)
  void anyBytesGiveResult(@ForAll @Size(max = 60) byte[] line) {
    checkRow(findings.read(line));
  }

  @Property(tries = 2000)
  void anyJsonLikeTextGivesResult(@ForAll("jsonLike") String line) {
    checkRow(findings.read(line));
  }

  @Property(tries = 1000)
  void everyBeginningOfFindingIsRefused(
      @ForAll("kinds") String line, @ForAll @IntRange(max = 100_000) int cut) {
    assertThat(findings.read(line.substring(0, cut % line.length())))
        .isInstanceOf(ReadResult.Rejected.class);
  }

  @Property(tries = 4000)
  void findingWithBytesChangedGivesResult(
      @ForAll("kinds") String line,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 100_000) Integer> places,
      @ForAll byte[] bytes) {
    byte[] changed = line.getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < Math.min(places.size(), bytes.length); i++) {
      changed[places.get(i) % changed.length] ^= bytes[i];
    }

    checkRow(findings.read(changed));
  }

  @Property(tries = 1000)
  void anyValueInPlaceOfAnotherKeepsTheRow(
      @ForAll("kinds") String line, @ForAll("values") String value, @ForAll int place) {
    String[] parts = line.split("(?<=\": )(?=\")", -1);
    int at = Math.floorMod(place, parts.length);
    parts[at] = parts[at].replaceFirst("^\"[^\"]*\"", value);

    checkRow(findings.read(String.join("", parts)));
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(KINDS);
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\"id\"",
            "\"service\"",
            "\"action\"",
            "\"resource\"",
            "\"tags\"",
            "\"key\"",
            "1",
            "-",
            ".",
            "e9",
            "null",
            "true",
            "\\ud800",
            "\u20ac",
            " ",
            "\u0000")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "-1.5e300",
        "1e999999999",
        "[]",
        "{}",
        "[[[]]]",
        "[{\"key\":1}]",
        "\"\"",
        "\"\\ud800\"",
        "{\"key\":{},\"key\":[]}",
        "\"1E-999999999\"",
        "99999999999999999999");
  }

  private static void checkRow(ReadResult result) {
    if (!(result instanceof Accepted accepted)) {
      return;
    }

    for (FindingColumn column : FindingColumn.values()) {
      checkCell(accepted.row(), column);
    }
  }

  private static void checkCell(TableRow row, FindingColumn column) {
    Object cell = row.cell(column);

    if (cell == null) {
      assertThat(column.required()).as(column.sqlName()).isFalse();
      return;
    }

    assertThat(cell).as(column.sqlName()).isInstanceOf(cellType(column.type()));

    if (column.group() == ColumnGroup.PIVOTS) {
      assertThat((List<?>) cell).isNotEmpty().isEqualTo(List.copyOf(new TreeSet<>((List<?>) cell)));
    }
  }

  private static Class<?> cellType(ColumnType type) {
    return switch (type) {
      case STRING -> String.class;
      case UTF8, BINARY -> byte[].class;
      case BIGINT, TIMESTAMP -> Long.class;
      case INT -> Integer.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case STRING_LIST -> List.class;
      case STRING_MAP -> Map.class;
    };
  }
}
