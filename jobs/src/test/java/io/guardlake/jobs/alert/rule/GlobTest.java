package io.guardlake.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Property
  void matchesAsTheRegularExpressionDoes(
      @ForAll @Chars({'a', 'B', '*', '?', '.'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @Chars({'.', 'A'}) @StringLength(max = 10)
          String text) {
    StringBuilder regex = new StringBuilder();

    for (int i = 0; i < pattern.length(); i++) {
      regex.append(
          switch (pattern.charAt(i)) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(pattern.substring(i, i + 1));
          });
    }

    assertThat(new Glob(pattern).matches(text))
        .isEqualTo(
            Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(text).matches());
  }

  @Test
  void isNotHeldUpByTextMadeForIt() {
    // A backtracking matcher would be at this until the end of the universe.
    assertThat(new Glob("*a*a*a*a*a*a*a*a*a*a*b").matches("a".repeat(2_000))).isFalse();
  }
}
