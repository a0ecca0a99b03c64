package io.guardlake.schemas.finding;

/** What becomes of the texts that a column of lists has taken. */
enum ListForm {
  /** All of them, in the order in which they were taken. */
  EVERY,
  /** Each once, in the order in which they were taken. */
  DISTINCT,
  /** Each once, in the order of their code points. */
  SORTED;

  static ListForm of(FindingColumn column) {
    if (column.group() == ColumnGroup.PIVOTS) {
      return SORTED;
    }

    return column == FindingColumn.PROCESS_LINEAGE ? EVERY : DISTINCT;
  }
}
