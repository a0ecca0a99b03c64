package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.JsonScanner.Token;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers the cells of one finding after another. */
final class RowBuilder {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final int COLUMNS = FindingColumn.values().length;
  private static final FindingColumn[] LISTS = columns(ColumnType.STRING_LIST);
  private static final FindingColumn[] MAPS = columns(ColumnType.STRING_MAP);

  private final TextList[] lists = new TextList[COLUMNS];
  private final List<Map<String, RankedText>> maps =
      new ArrayList<>(Collections.nCopies(COLUMNS, null));
  private final int[] ranks = new int[COLUMNS];
  private final int[] offsets = new int[COLUMNS];
  private Object[] cells = new Object[COLUMNS];
  private Comparator<? super String> order = Comparator.<String>naturalOrder();

  RowBuilder() {
    for (FindingColumn column : LISTS) {
      lists[position(column)] = new TextList(ListForm.of(column));
    }

    for (FindingColumn column : MAPS) {
      maps.set(position(column), new LinkedHashMap<>());
    }

    begin();
  }

  /** Forgets everything, for the next finding. */
  void begin() {
    cells = new Object[COLUMNS];
    order = Comparator.<String>naturalOrder();
    Arrays.fill(ranks, Integer.MAX_VALUE);
    Arrays.fill(offsets, -1);

    for (FindingColumn column : LISTS) {
      lists[position(column)].clear();
    }

    for (FindingColumn column : MAPS) {
      maps.get(position(column)).clear();
    }
  }

  /** A value that a map column has from one source. */
  private record RankedText(int rank, String text) {}

  /**
   * Takes a value for a column. A text that is empty or "null" is no value.
   *
   * @return whether the value is of a type that the column can take
   */
  boolean put(CellSource source, Scalar scalar) {
    if (scalar.isNoValue()) {
      return true;
    }

    FindingColumn column = source.column();

    if (column.type() == ColumnType.STRING || column.type() == ColumnType.STRING_LIST) {
      return putText(source, scalar);
    }

    Object value = value(column, scalar);

    if (value == null) {
      return false;
    }

    merge(source, value);
    return true;
  }

  /** Makes no text that a better source's has ousted already. */
  private boolean putText(CellSource source, Scalar scalar) {
    if (!isText(source.column(), scalar.token())) {
      return false;
    }

    if (source.merge() == CellSource.Merge.COLLECT) {
      collect(source, scalar.text());
    } else if (source.rank() < ranks[position(source.column())]) {
      merge(source, scalar.text());
    }

    return true;
  }

  /** Notes that there are texts that the faster natural order may sort otherwise than wanted. */
  void foundMoreThanAscii() {
    order = CodePointOrder.INSTANCE;
  }

  /** Takes a text for a column of texts or lists of texts. */
  void putText(CellSource source, String text) {
    if (!isNoValue(text)) {
      merge(source, text);
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
    Map<String, RankedText> map = maps.get(position(source.column()));
    RankedText present = map.get(key);

    if (present == null || source.rank() < present.rank()) {
      map.put(key, new RankedText(source.rank(), text));
    }
  }

  /** Notes that a column's field has a value, good or not, at a byte offset of the line. */
  void found(FindingColumn column, int offset) {
    offsets[position(column)] = offset;
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
    for (FindingColumn column : LISTS) {
      cells[position(column)] = lists[position(column)].finished(order);
    }

    for (FindingColumn column : MAPS) {
      Map<String, RankedText> ranked = maps.get(position(column));

      if (!ranked.isEmpty()) {
        Map<String, String> map = new LinkedHashMap<>(2 * ranked.size());
        ranked.forEach((key, value) -> map.put(key, value.text()));
        cells[position(column)] = map;
      }
    }

    return cells;
  }

  private static FindingColumn[] columns(ColumnType type) {
    return Arrays.stream(FindingColumn.values())
        .filter(column -> column.type() == type)
        .toArray(FindingColumn[]::new);
  }

  private static int position(TableColumn column) {
    return column.ordinal();
  }

  private static Object value(FindingColumn column, Scalar scalar) {
    Token token = scalar.token();

    return switch (column.type()) {
      case BIGINT -> token == Token.BOOLEAN ? null : Numbers.whole(scalar);
      case INT -> token == Token.BOOLEAN ? null : Numbers.small(scalar);
      case DOUBLE -> token == Token.BOOLEAN ? null : Numbers.decimal(scalar);
      case TIMESTAMP -> token == Token.BOOLEAN ? null : Times.micros(scalar);
      case BOOLEAN -> bool(scalar);
      case STRING, STRING_LIST, UTF8, BINARY, STRING_MAP ->
          throw new IllegalArgumentException(column + " does not take single values");
    };
  }

  /** Real exports hold a few texts as numbers too; elsewhere a number is drift. */
  private static boolean isText(FindingColumn column, Token token) {
    return switch (token) {
      case TEXT -> true;
      case NUMBER ->
          switch (column) {
            case REMOTE_ASN, PROTOCOL, SCHEMA_VERSION -> true;
            default -> false;
          };
      case BOOLEAN, NULL, OBJECT, ARRAY -> false;
    };
  }

  private static Boolean bool(Scalar scalar) {
    if (scalar.is(TRUE)) {
      return Boolean.TRUE;
    }

    return scalar.is(FALSE) ? Boolean.FALSE : null;
  }

  private void merge(CellSource source, Object value) {
    int at = position(source.column());

    switch (source.merge()) {
      case FIRST -> {
        if (source.rank() < ranks[at]) {
          ranks[at] = source.rank();
          cells[at] = value instanceof String text ? spelled(source.spelling(), text) : value;
        }
      }
      case SUM -> cells[at] = cells[at] == null ? value : sum((Long) cells[at], (Long) value);
      case ANY -> cells[at] = Boolean.TRUE.equals(cells[at]) || (Boolean) value;
      case COLLECT -> collect(source, (String) value);
      case COUNT -> cells[at] = cells[at] == null ? value : (Integer) cells[at] + (Integer) value;
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
    TextList texts = lists[position(source.column())];
    texts.add(spelled(source.spelling(), text));

    if (source.spelling() == CellSource.Spelling.WITH_EC2_ID && isEc2Arn(text)) {
      texts.add(lastPart(text));
    }
  }

  private static boolean isEc2Arn(String text) {
    return text.startsWith("arn:") && text.startsWith(":ec2:", text.indexOf(':', 4));
  }

  private static String spelled(CellSource.Spelling spelling, String text) {
    return switch (spelling) {
      case AS_WRITTEN, WITH_EC2_ID -> text;
      case LOWER_CASE -> isLowerAscii(text) ? text : text.toLowerCase(Locale.ROOT);
      case LAST_OF_ARN -> text.startsWith("arn:") ? lastPart(text) : text;
    };
  }

  /** True of nearly all texts, and quicker to tell than by the JDK's look into its tables. */
  private static boolean isLowerAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);

      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }

    return true;
  }

  private static String lastPart(String arn) {
    String last = arn.substring(arn.lastIndexOf('/') + 1);
    return last.isEmpty() ? arn : last;
  }
}
