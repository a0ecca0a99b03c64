package io.guardlake.schemas.finding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A source of a column as the reference documentation shows it.
 *
 * @param text the source as it is written, with {@code []} after the path of a list of plain values
 * @param isPath whether it is a path into the JSON, not a phrase
 * @param findings which findings can have it, each as a phrase; none: every finding
 */
public record ColumnSource(String text, boolean isPath, List<String> findings) {
  public ColumnSource {
    findings = List.copyOf(findings);
  }

  /** The sources of a column, in order of preference. */
  public static List<ColumnSource> of(FindingColumn column) {
    return column.sources().stream().map(ColumnSource::of).toList();
  }

  /** Which findings have a value for a column, each as a phrase; none: every finding. */
  public static Set<String> findings(FindingColumn column) {
    Set<String> findings = new LinkedHashSet<>();

    for (ColumnSource source : of(column)) {
      if (source.findings().isEmpty()) {
        return Set.of();
      }

      findings.addAll(source.findings());
    }

    return findings;
  }

  /** What a column takes of its sources' values, as a phrase. */
  public static String taking(FindingColumn column) {
    return column.sources().stream()
        .flatMap(source -> SourcePath.parse(source).stream())
        .findFirst()
        .map(source -> taking(CellSource.of(column, 0, source.rule())))
        .orElse("derived");
  }

  private static String taking(CellSource cell) {
    String values =
        switch (cell.merge()) {
          case FIRST -> "the first";
          case SUM -> "the sum";
          case ANY -> "true if any is";
          case COUNT -> "the number";
          case COLLECT -> cell.isMap() ? "all entries" : collected(cell.column());
        };

    return switch (cell.spelling()) {
      case AS_WRITTEN -> values;
      case LOWER_CASE -> values + ", in lower case";
      case LAST_OF_ARN -> values + ", the last part of ARNs";
      case WITH_EC2_ID -> values + ", and the ids in EC2 ARNs";
    };
  }

  private static String collected(FindingColumn column) {
    return switch (ListForm.of(column)) {
      case EVERY -> "every value";
      case DISTINCT -> "distinct values";
      case SORTED -> "distinct values, sorted";
    };
  }

  private static ColumnSource of(String source) {
    return SourcePath.parse(source)
        .map(path -> new ColumnSource(marked(source, path), true, findings(path)))
        .orElseGet(() -> new ColumnSource(source, false, List.of()));
  }

  private static String marked(String source, SourcePath path) {
    FieldNode node = FieldTree.node(path.names());
    boolean list = node.kind() == FieldNode.Kind.VALUES;
    return list ? source.replace(path.path(), path.path() + "[]") : source;
  }

  private static List<String> findings(SourcePath path) {
    return FindingBlock.of(path.path()).map(FindingBlock::findings).orElse(List.of());
  }
}
