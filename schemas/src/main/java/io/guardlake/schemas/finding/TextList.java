package io.guardlake.schemas.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the texts of one list. */
final class TextList {
  /** Up to so many texts a search by comparing costs less than hashing. */
  private static final int FEW = 32;

  private static final int MULTIPLIER = 0x9E3779B9;

  /** Most lists have no more texts. */
  private static final int ROOM = 4;

  /** Up to so many texts insertion costs less than sorting in general. */
  private static final int FEW_TO_SORT = 12;

  private final ListForm form;
  private String[] texts = new String[ROOM];

  private int size;

  /** A bit for each mark that one of the texts has; two texts may share a mark. */
  private long marks;

  TextList(ListForm form) {
    this.form = form;
  }

  void clear() {
    size = 0;
    marks = 0;
  }

  void add(String text) {
    if (size <= FEW && form != ListForm.EVERY) {
      long mark = mark(text);

      if ((marks & mark) != 0 && contains(text)) {
        return;
      }

      marks |= mark;
    }

    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
    }

    texts[size] = text;
    size++;
  }

  int size() {
    return size;
  }

  String get(int index) {
    return texts[index];
  }

  boolean contains(String text) {
    for (int i = 0; i < size; i++) {
      if (texts[i].equals(text)) {
        return true;
      }
    }

    return false;
  }

  /**
   * The list in its form, or null if it has no text.
   *
   * @param order sorts by code points
   */
  List<String> finished(Comparator<? super String> order) {
    if (size == 0) {
      return null;
    }

    if (form != ListForm.EVERY && size > FEW) {
      Set<String> once = new LinkedHashSet<>(Arrays.asList(texts).subList(0, size));
      String[] distinct = once.toArray(new String[0]);
      System.arraycopy(distinct, 0, texts, 0, distinct.length);
      size = distinct.length;
    }

    if (form == ListForm.SORTED) {
      sort(order);
    }

    return switch (size) {
      case 1 -> List.of(texts[0]);
      case 2 -> List.of(texts[0], texts[1]);
      default -> List.of(Arrays.copyOf(texts, size));
    };
  }

  /** One of 64 bits, by the length and the end of a text, where ids differ. */
  private static long mark(String text) {
    int length = text.length();
    int end = length < 3 ? 0 : text.charAt(length - 1) + (31 * text.charAt(length - 3));
    return 1L << (((end + (7 * length)) * MULTIPLIER) >>> (Integer.SIZE - 6));
  }

  private void sort(Comparator<? super String> order) {
    if (size > FEW_TO_SORT) {
      Arrays.sort(texts, 0, size, order);
      return;
    }

    for (int i = 1; i < size; i++) {
      String text = texts[i];
      int at = i;

      while (at > 0 && order.compare(texts[at - 1], text) > 0) {
        texts[at] = texts[at - 1];
        at--;
      }

      texts[at] = text;
    }
  }
}
