package io.guardlake.jobs.source.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private static final int LIMIT = 8;
  private static final int QUOTED = 3;

  @Test
  void endsLinesAtLfAndCrLfAndAtTheEnd() {
    assertThat(split("a\nb\r\nc", 100)).containsExactly("1:a", "2:b", "3:c");
  }

  @Test
  void numbersBlankLinesWithoutGivingThem() {
    assertThat(split("a\n\n \t\r\nb\n", 100)).containsExactly("1:a", "4:b");
  }

  @Test
  void dropsAByteOrderMarkAtTheStartOnly() {
    assertThat(split("\ufeffa\n\ufeffb", 100)).containsExactly("1:a", "2:\ufeffb");
  }

  @Test
  void keepsALineOfExactlyTheLimit() {
    assertThat(split("\ufeff12345678\r\n12345678\n", 1))
        .containsExactly("1:12345678", "2:12345678");
  }

  @Test
  void quotesTheBeginningOfALinePastTheLimitAndGoesOn() {
    assertThat(split("123456789\nb\n" + "x".repeat(1000) + "\nc", 7))
        .containsExactly("1!123", "2:b", "3!xxx", "4:c");
  }

  @Test
  void givesWhatHasNoEndWhereTheTextBreaks() {
    LineSplitter splitter = new LineSplitter(new ReadLimits(LIMIT, 1000, QUOTED), new Lines());
    feed(splitter, "whole\nhalf", 3);

    assertThat(splitter.unfinished()).asString(StandardCharsets.UTF_8).isEqualTo("hal");
  }

  @Property
  void givesTheSameLinesHoweverTheTextIsCut(
      @ForAll("texts") String text,
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 9) Integer> cuts) {
    Lines lines = new Lines();
    LineSplitter splitter = new LineSplitter(new ReadLimits(LIMIT, 1000, QUOTED), lines);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;

    for (int cut : cuts) {
      int count = Math.min(cut, bytes.length - at);
      splitter.feed(bytes, at, count);
      at += count;
    }

    splitter.feed(bytes, at, bytes.length - at);
    splitter.finish();

    assertThat(lines.seen).isEqualTo(naive(bytes));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "ä", "\n", "\r", "\r\n", " ", "\ufeff", "12345678", "longer than that")
        .list()
        .ofMaxSize(15)
        .map(parts -> String.join("", parts));
  }

  /** Splits the plain way: all in memory, a line at a time. */
  private static List<String> naive(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int number = 1;
    int start = 0;

    while (start < bytes.length) {
      int end = start;

      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }

      byte[] line = Arrays.copyOfRange(bytes, start, end);
      boolean marked =
          number == 1
              && line.length >= 3
              && line[0] == (byte) 0xef
              && line[1] == (byte) 0xbb
              && line[2] == (byte) 0xbf;
      line = marked ? Arrays.copyOfRange(line, 3, line.length) : line;
      boolean returns = line.length > 0 && line[line.length - 1] == '\r';
      byte[] bare = returns ? Arrays.copyOf(line, line.length - 1) : line;

      if (bare.length > LIMIT) {
        lines.add(number + "!" + hex(Arrays.copyOf(bare, QUOTED)));
      } else if (!new String(bare, StandardCharsets.ISO_8859_1).matches("[ \t\r]*")) {
        lines.add(number + ":" + hex(bare));
      }

      number++;
      start = end + 1;
    }

    return lines;
  }

  private static List<String> split(String text, int chunk) {
    List<String> seen = new ArrayList<>();
    LineSplitter splitter =
        new LineSplitter(
            new ReadLimits(LIMIT, 1000, QUOTED),
            new LineSink() {
              @Override
              public void line(int number, byte[] bytes) {
                seen.add(number + ":" + new String(bytes, StandardCharsets.UTF_8));
              }

              @Override
              public void tooLong(int number, byte[] beginning) {
                seen.add(number + "!" + new String(beginning, StandardCharsets.UTF_8));
              }
            });
    feed(splitter, text, chunk);
    splitter.finish();
    return seen;
  }

  private static void feed(LineSplitter splitter, String text, int chunk) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    for (int at = 0; at < bytes.length; at += chunk) {
      splitter.feed(bytes, at, Math.min(chunk, bytes.length - at));
    }
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static final class Lines implements LineSink {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void line(int number, byte[] bytes) {
      seen.add(number + ":" + hex(bytes));
    }

    @Override
    public void tooLong(int number, byte[] beginning) {
      seen.add(number + "!" + hex(beginning));
    }
  }
}
