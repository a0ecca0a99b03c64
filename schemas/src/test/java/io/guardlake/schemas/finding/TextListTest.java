package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lists past 32 texts are made otherwise than shorter ones; both must come out the same. */
class TextListTest {
  @Property
  void keepsEveryTextInItsOrder(@ForAll("texts") List<String> texts) {
    assertThat(list(ListForm.EVERY, texts)).isEqualTo(texts.isEmpty() ? null : texts);
  }

  @Property
  void keepsDistinctTextsInTheirFirstOrder(@ForAll("texts") List<String> texts) {
    List<String> expected = texts.stream().distinct().toList();

    assertThat(list(ListForm.DISTINCT, texts)).isEqualTo(texts.isEmpty() ? null : expected);
  }

  @Property
  void sortsDistinctTextsByTheirBytes(@ForAll("texts") List<String> texts) {
    TreeSet<String> expected =
        new TreeSet<>(
            Comparator.comparing(
                text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    expected.addAll(texts);

    assertThat(list(ListForm.SORTED, texts))
        .isEqualTo(texts.isEmpty() ? null : List.copyOf(expected));
  }

  @Property
  void containsWhatWasAdded(@ForAll("texts") List<String> texts, @ForAll("text") String other) {
    TextList list = new TextList(ListForm.EVERY);
    texts.forEach(list::add);

    assertThat(list.size()).isEqualTo(texts.size());
    assertThat(texts).allMatch(list::contains);
    assertThat(list.contains(other)).isEqualTo(texts.contains(other));
  }

  @Example
  void canBeFilledAgainOnceCleared() {
    TextList list = new TextList(ListForm.DISTINCT);
    list.add("a");
    list.clear();
    list.add("b");

    assertThat(list.finished(Comparator.naturalOrder())).containsExactly("b");
  }

  /** Up to 90 of few texts, so that many are equal, characters past U+FFFF among them. */
  @Provide
  Arbitrary<List<String>> texts() {
    return text().list().ofMaxSize(90);
  }

  @Provide
  Arbitrary<String> text() {
    Arbitrary<String> many =
        Arbitraries.integers().between(0, 80).map(number -> "arn:aws:ec2:" + number);
    Arbitrary<String> odd = Arbitraries.of("", "a", "\uFF5E", "\uD83D\uDE00", "é", "aé", "\uE000");
    return Arbitraries.oneOf(many, odd);
  }

  private static List<String> list(ListForm form, List<String> texts) {
    TextList list = new TextList(form);
    texts.forEach(list::add);
    return list.finished(CodePointOrder.INSTANCE);
  }
}
