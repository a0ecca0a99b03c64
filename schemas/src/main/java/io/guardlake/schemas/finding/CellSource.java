package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.ColumnType;

/** That a field feeds a column. Immutable. */
final class CellSource {
  /** What becomes of several values for one column. */
  enum Merge {
    /** The value of the best source counts, of one source's the first. */
    FIRST,
    /** They are added up. */
    SUM,
    /** True if one of them is. */
    ANY,
    /** All are kept. */
    COLLECT,
    /** Only their number counts. */
    COUNT
  }

  /** How a value is spelled in the column. */
  enum Spelling {
    AS_WRITTEN,
    /** For what is compared without regard to case: addresses, domains, hashes. */
    LOWER_CASE,
    /** What follows the last slash of an ARN, so that ids and ARNs meet. */
    LAST_OF_ARN,
    /** As it is written and, of an ARN of EC2, what follows its last slash as well. */
    WITH_EC2_ID
  }

  private final FindingColumn column;
  private final int position;
  private final ColumnType type;
  private final int rank;
  private final Merge merge;
  private final Spelling spelling;
  private final ListForm form;
  private final boolean numbersAreTexts;

  private CellSource(FindingColumn column, int rank, Merge merge, Spelling spelling) {
    this.column = requireNonNull(column, "column is null");
    this.position = column.ordinal();
    this.type = column.type();
    this.rank = rank;
    this.merge = requireNonNull(merge, "merge is null");
    this.spelling = requireNonNull(spelling, "spelling is null");
    this.form = ListForm.of(column);
    this.numbersAreTexts = numbersAreTexts(column);
  }

  static CellSource of(FindingColumn column, int rank, SourcePath.Rule rule) {
    return new CellSource(column, rank, merge(column, rule), spelling(column));
  }

  FindingColumn column() {
    return column;
  }

  /** The column's place in a row. */
  int position() {
    return position;
  }

  /** The column's type. */
  ColumnType type() {
    return type;
  }

  /** The place of the field among the column's sources; the smallest wins. */
  int rank() {
    return rank;
  }

  Merge merge() {
    return merge;
  }

  Spelling spelling() {
    return spelling;
  }

  /** What becomes of the texts, if the column holds lists. */
  ListForm form() {
    return form;
  }

  /** Whether the column holds maps. */
  boolean isMap() {
    return type == ColumnType.STRING_MAP;
  }

  /** Whether the column, which is one of texts, takes numbers as they are written. */
  boolean numbersAreTexts() {
    return numbersAreTexts;
  }

  /** Real exports hold a few texts as numbers too; elsewhere a number is drift. */
  private static boolean numbersAreTexts(FindingColumn column) {
    return switch (column) {
      case REMOTE_ASN, PROTOCOL, SCHEMA_VERSION -> true;
      default -> false;
    };
  }

  private static Merge merge(FindingColumn column, SourcePath.Rule rule) {
    if (rule instanceof SourcePath.Rule.Count) {
      return Merge.COUNT;
    }

    return switch (column) {
      case LOGIN_FAILURES, LOGIN_SUCCESSES -> Merge.SUM;
      case CONTAINER_PRIVILEGED -> Merge.ANY;
      default ->
          switch (column.type()) {
            case STRING_LIST, STRING_MAP -> Merge.COLLECT;
            case STRING, UTF8, BINARY, BIGINT, INT, DOUBLE, BOOLEAN, TIMESTAMP -> Merge.FIRST;
          };
    };
  }

  private static Spelling spelling(FindingColumn column) {
    return switch (column) {
      case ALL_IPS, ALL_DOMAINS, ALL_HASHES -> Spelling.LOWER_CASE;
      case RELATED_FINDING_IDS, INSTANCE_ID, AMI_ID, VPC_ID, NETWORK_INTERFACE_ID ->
          Spelling.LAST_OF_ARN;
      case RESOURCE_IDS -> Spelling.WITH_EC2_ID;
      default -> Spelling.AS_WRITTEN;
    };
  }
}
