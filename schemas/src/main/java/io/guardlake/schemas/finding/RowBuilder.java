package io.guardlake.schemas.finding;

import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * Gathers the cells of one finding after another. What refers to a finding's texts is made anew for
 * each: to store a reference in an object that has lived for long is slow, because the garbage
 * collector wants to know.
 */
final class RowBuilder {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final int COLUMNS = FindingColumn.values().length;
  private final int[] ranks = new int[COLUMNS];
  private final int[] offsets = new int[COLUMNS];

  /** The positions of the cells that hold a {@link TextList} or a {@link TextMap} so far. */
  private final int[] begun = new int[COLUMNS];

  private int begunCells;
  private boolean ascii;
  private Object[] cells;

  RowBuilder() {
    begin();
  }

  /** Forgets everything, for the next finding. */
  void begin() {
    cells = new Object[COLUMNS];
    begunCells = 0;
    ascii = true;
    Arrays.fill(ranks, Integer.MAX_VALUE);
    Arrays.fill(offsets, -1);
  }

  /**
   * Takes a value for a column. A text that is empty or "null" is no value.
   *
   * @return whether the value is of a type that the column can take
   */
  boolean put(CellSource source, Scalar scalar) {
    if (scalar.isNoValue()) {
      return true;
    }

    if (source.type() == ColumnType.STRING || source.type() == ColumnType.STRING_LIST) {
      return putText(source, scalar);
    }

    Object value = value(source, scalar);

    if (value == null) {
      return false;
    }

    if (source.merge() == CellSource.Merge.FIRST) {
      first(source, value);
    } else {
      merge(source, value);
    }

    return true;
  }

  /** Makes no text that a better source's has ousted already. */
  private boolean putText(CellSource source, Scalar scalar) {
    JsonToken token = scalar.token();

    if (token != JsonToken.TEXT && !(token == JsonToken.NUMBER && source.numbersAreTexts())) {
      return false;
    }

    if (source.merge() == CellSource.Merge.COLLECT) {
      boolean lowered =
          source.spelling() == CellSource.Spelling.LOWER_CASE && !scalar.isLowerAscii();
      collect(source, lowered ? scalar.text().toLowerCase(Locale.ROOT) : scalar.text());
    } else if (source.rank() < ranks[source.position()]) {
      first(source, scalar.text());
    }

    return true;
  }

  /** Notes that there are texts that the faster natural order may sort otherwise than wanted. */
  void foundMoreThanAscii() {
    ascii = false;
  }

  /** Takes a text for a column of texts or lists of texts. */
  void putText(CellSource source, String text) {
    if (isNoValue(text)) {
      return;
    }

    if (source.merge() != CellSource.Merge.COLLECT) {
      first(source, text);
    } else if (source.spelling() == CellSource.Spelling.LOWER_CASE) {
      collect(source, text.toLowerCase(Locale.ROOT));
    } else {
      collect(source, text);
    }
  }

  /** Adds to a count. */
  void add(CellSource source, int count) {
    merge(source, count);
  }

  /** AWS writes "null" for a missing text here and there. */
  static boolean isNoValue(String text) {
    return text.isEmpty() || text.equals("null");
  }

  /** Takes an entry for a column of maps; of one key the best source's first value counts. */
  void putEntry(CellSource source, String key, String text) {
    TextMap map = (TextMap) cells[source.position()];

    if (map == null) {
      map = new TextMap(source.rank());
      begin(source, map);
    }

    map.put(source.rank(), key, text);
  }

  /** Notes that a column's field has a value, good or not, at a byte offset of the line. */
  void found(CellSource source, int offset) {
    offsets[source.position()] = offset;
  }

  /** Where the column's field was found last, or -1. */
  int offset(FindingColumn column) {
    return offsets[position(column)];
  }

  Object cell(FindingColumn column) {
    return cells[position(column)];
  }

  void set(FindingColumn column, Object value) {
    cells[position(column)] = value;
  }

  /** Sets a cell that is still null. */
  void setIfAbsent(FindingColumn column, Object value) {
    if (cells[position(column)] == null) {
      cells[position(column)] = value;
    }
  }

  /** The cells, with lists and maps in their final form. Begin anew afterwards. */
  Object[] cells() {
    Comparator<? super String> order =
        ascii ? Comparator.<String>naturalOrder() : CodePointOrder.INSTANCE;

    for (int i = 0; i < begunCells; i++) {
      int at = begun[i];
      cells[at] =
          cells[at] instanceof TextList texts
              ? texts.finished(order)
              : ((TextMap) cells[at]).finished();
    }

    return cells;
  }

  private static int position(TableColumn column) {
    return column.ordinal();
  }

  private static Object value(CellSource source, Scalar scalar) {
    if (source.type() == ColumnType.BOOLEAN) {
      return bool(scalar);
    }

    if (scalar.token() == JsonToken.BOOLEAN) {
      return null;
    }

    return switch (source.type()) {
      case BIGINT -> Numbers.whole(scalar);
      case INT -> Numbers.small(scalar);
      case DOUBLE -> Numbers.decimal(scalar);
      case TIMESTAMP -> Times.micros(scalar);
      case BOOLEAN, STRING, STRING_LIST, UTF8, BINARY, STRING_MAP ->
          throw new IllegalArgumentException(source.column() + " does not take single values");
    };
  }

  private static Boolean bool(Scalar scalar) {
    if (scalar.is(TRUE)) {
      return Boolean.TRUE;
    }

    return scalar.is(FALSE) ? Boolean.FALSE : null;
  }

  private void merge(CellSource source, Object value) {
    int at = source.position();

    switch (source.merge()) {
      case FIRST -> first(source, value);
      case SUM -> cells[at] = cells[at] == null ? value : sum((Long) cells[at], (Long) value);
      case ANY -> cells[at] = Boolean.TRUE.equals(cells[at]) || (Boolean) value;
      case COUNT -> cells[at] = cells[at] == null ? value : (Integer) cells[at] + (Integer) value;
      case COLLECT ->
          throw new IllegalArgumentException(source.column() + " does not take single values");
    }
  }

  private void first(CellSource source, Object value) {
    int at = source.position();

    if (source.rank() < ranks[at]) {
      ranks[at] = source.rank();
      boolean part = source.spelling() == CellSource.Spelling.LAST_OF_ARN;
      cells[at] = part ? lastOfArn((String) value) : value;
    }
  }

  private static Long sum(long a, long b) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException e) {
      return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private void collect(CellSource source, String text) {
    TextList texts = (TextList) cells[source.position()];

    if (texts == null) {
      texts = new TextList(source.form());
      begin(source, texts);
    }

    switch (source.spelling()) {
      case AS_WRITTEN, LOWER_CASE -> texts.add(text);
      case LAST_OF_ARN -> texts.add(lastOfArn(text));
      case WITH_EC2_ID -> {
        texts.add(text);

        if (isEc2Arn(text)) {
          texts.add(lastPart(text));
        }
      }
    }
  }

  private void begin(CellSource source, Object gathered) {
    cells[source.position()] = gathered;
    begun[begunCells] = source.position();
    begunCells++;
  }

  private static boolean isEc2Arn(String text) {
    return text.startsWith("arn:") && text.startsWith(":ec2:", text.indexOf(':', 4));
  }

  private static String lastOfArn(String text) {
    return text.startsWith("arn:") ? lastPart(text) : text;
  }

  private static String lastPart(String arn) {
    String last = arn.substring(arn.lastIndexOf('/') + 1);
    return last.isEmpty() ? arn : last;
  }
}
