package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.table.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every field of AWS's model is generated, known to the reader, and in a column or said not to. */
class FieldTreeCoverageTest {
  private static final int FINDINGS = 20_000;
  private static final Path ROOT = Path.of(System.getProperty("guardlake.root"));
  private static final Path PAGE = ROOT.resolve("docs/reference/fields-kept-whole.md");
  private static final ModelField MODEL = ServiceModel.read();
  private static final GeneratedFields GENERATED = new GeneratedFields(MODEL);

  @BeforeAll
  static void generate() throws IOException {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15")).withFindings(FINDINGS));

    for (int finding = 0; finding < FINDINGS; finding++) {
      GENERATED.count(generator.line(finding, generator.versions(finding) - 1));
    }

    writeReport();
  }

  @Test
  void modelIsTheWholeOfAFinding() {
    assertThat(MODEL.below()).hasSizeGreaterThan(600);
  }

  @Test
  void generatesEveryFieldOfTheModel() {
    assertThat(MODEL.below()).filteredOn(field -> GENERATED.findings(field) == 0).isEmpty();
  }

  @Test
  void generatesEveryValueOfFieldsThatHaveAClosedSetAndNoOther() {
    for (ModelField field : MODEL.below()) {
      if (!field.values().isEmpty()) {
        assertThat(GENERATED.values(field)).as(field.path()).isEqualTo(field.values());
      }
    }
  }

  @Test
  void readerKnowsEveryFieldOfTheModel() {
    assertThat(MODEL.below()).filteredOn(field -> !isKnown(field)).isEmpty();
  }

  @Test
  void readerKnowsWhatIsGeneratedBeyondTheModel() {
    assertThat(GENERATED.beyondModel())
        .filteredOn(path -> !isKnown(path.split("\\.", -1)))
        .isEmpty();
  }

  @Test
  void everyFieldFeedsAColumnOrIsListedAsKeptInTheFindingAlone() throws IOException {
    String rendered = KeptWholeReference.render(MODEL);

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.writeString(PAGE, rendered);
    }

    String page = Files.readString(PAGE);

    for (ModelField field : MODEL.below()) {
      if (field.isLeaf()) {
        boolean listed = page.contains("\n" + KeptWholeReference.line(field));
        assertThat(listed)
            .as("%s: %s", field, listed ? "feeds and is listed" : "neither feeds nor is listed")
            .isNotEqualTo(feedsAColumn(field));
      }
    }

    assertThat(page)
        .as(
            "docs/reference/fields-kept-whole.md; run the tests with -Dguardlake.docs.write=true to"
                + " write it")
        .isEqualTo(rendered);
  }

  static boolean feedsAColumn(ModelField field) {
    return !columns(field).isEmpty();
  }

  /** The columns that the field, or a map it is in, feeds. */
  static Set<String> columns(ModelField field) {
    Set<String> columns = new TreeSet<>();

    for (FindingColumn column : FindingColumn.values()) {
      for (String source : column.sources()) {
        SourcePath.parse(source)
            .filter(path -> feeds(column, path, field))
            .ifPresent(path -> columns.add(column.sqlName()));
      }
    }

    return columns;
  }

  private static boolean feeds(FindingColumn column, SourcePath source, ModelField field) {
    if (source.rule() instanceof SourcePath.Rule.OrElse other) {
      String parent = source.path().substring(0, source.path().lastIndexOf('.') + 1);

      if (field.path().equals(parent + other.field())) {
        return true;
      }
    }

    boolean within = field.path().startsWith(source.path() + ".");
    return field.path().equals(source.path())
        || (within && (column.type() == ColumnType.STRING_MAP || isMap(source)));
  }

  /** Whether all values of an object with free keys are taken. */
  private static boolean isMap(SourcePath source) {
    FieldNode node = FieldTree.ROOT;

    for (String name : source.names()) {
      node = node.child(name);
    }

    return node.kind() == FieldNode.Kind.MAP;
  }

  private static boolean isKnown(ModelField field) {
    return isKnown(field.path().split("\\.", -1));
  }

  private static boolean isKnown(String... names) {
    FieldNode node = FieldTree.ROOT;

    for (String name : names) {
      if (node.anyFieldAllowed() && node.child(name) == null) {
        return true;
      }

      node = node.child(name);

      if (node == null) {
        return false;
      }
    }

    return true;
  }

  private static void writeReport() throws IOException {
    StringBuilder report = new StringBuilder("path\tfindings\tvalues\tcolumns\n");

    for (ModelField field : MODEL.below()) {
      report.append(field).append('\t').append(GENERATED.findings(field)).append('\t');
      report.append(String.join(" ", GENERATED.values(field))).append('\t');
      report.append(field.isLeaf() ? String.join(" ", columns(field)) : "").append('\n');
    }

    Path file = ROOT.resolve("schemas/target/field-tree-coverage.tsv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, report);
    List<ModelField> leaves = MODEL.below().stream().filter(ModelField::isLeaf).toList();
    System.out.printf(
        "Of %d fields of the model, %d leaves, %d are generated and %d leaves feed columns: %s%n",
        MODEL.below().size(),
        leaves.size(),
        MODEL.below().stream().filter(field -> GENERATED.findings(field) > 0).count(),
        leaves.stream().filter(FieldTreeCoverageTest::feedsAColumn).count(),
        file);
  }
}
