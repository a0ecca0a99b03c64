package io.guardlake.schemas.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the texts of one list after another, without keeping what was given away. */
final class TextList {
  /** Up to so many texts a search by comparing costs less than hashing. */
  private static final int FEW = 32;

  /** Up to so many texts insertion costs less than sorting in general. */
  private static final int FEW_TO_SORT = 12;

  private final ListForm form;
  private String[] texts = new String[FEW];

  /** Of the first texts, so that a search compares numbers next to each other, seldom texts. */
  private final int[] marks = new int[FEW + 1];

  private int size;

  TextList(ListForm form) {
    this.form = form;
  }

  void clear() {
    size = 0;
  }

  void add(String text) {
    if (size <= FEW) {
      int mark = mark(text);

      if (form != ListForm.EVERY && isMarked(mark, text)) {
        return;
      }

      marks[size] = mark;
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

  private boolean isMarked(int mark, String text) {
    for (int i = 0; i < size; i++) {
      if (marks[i] == mark && texts[i].equals(text)) {
        return true;
      }
    }

    return false;
  }

  /** Tells most texts apart: ids, addresses and ARNs differ by their length and towards the end. */
  private static int mark(String text) {
    int length = text.length();

    if (length < 2) {
      return length == 0 ? 0 : text.charAt(0);
    }

    int end = text.charAt(length - 1) | (text.charAt(length - 2) << 8);
    return end ^ (text.charAt(length / 2) << 16) ^ (length << 24);
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
