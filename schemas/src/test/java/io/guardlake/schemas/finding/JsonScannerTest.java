package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner against Jackson: the same texts are JSON, and hold the same. */
class JsonScannerTest {
  private static final int MAX_DEPTH = 100;

  private final JsonFactory jackson =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  @Property(tries = 5000)
  void saysOfAnyJsonLikeTextWhatJacksonSays(@ForAll("jsonLike") String text) {
    checkAgainstJackson(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 3000)
  void saysOfAnyBytesWhatJacksonSays(@ForAll @Size(max = 40) byte[] bytes) {
    checkAgainstJackson(bytes);
  }

  @Property(tries = 3000)
  void saysOfChangedFindingsWhatJacksonSays(
      @ForAll("findings") String finding,
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll byte change,
      @ForAll @IntRange(max = 100_000) int cut) {
    byte[] bytes = finding.getBytes(StandardCharsets.UTF_8);
    bytes[place % bytes.length] = change;
    int end = cut % 4 == 0 ? cut % bytes.length : bytes.length;

    checkAgainstJackson(Arrays.copyOf(bytes, end));
  }

  @Property(tries = 2000)
  void readsEveryTextAsJacksonDoes(@ForAll("escaped") String content) {
    checkAgainstJackson(("[\"" + content + "\"]").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsOnlyTheBytesItIsGiven() throws JsonFault {
    byte[] bytes = "x[1]\"".getBytes(StandardCharsets.UTF_8);
    JsonScanner scanner = new JsonScanner(MAX_DEPTH);
    scanner.begin(bytes, 1, 4);
    scanner.skip();
    scanner.finish();

    byte[] open = "[\"a\"]".getBytes(StandardCharsets.UTF_8);
    scanner.begin(open, 0, 3);
    assertThatThrownBy(scanner::skip).isInstanceOf(JsonFault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,]|3",
        "{'a':1}|1",
        "{\"a\" 1}|5",
        "[01]|2",
        "[1.]|3",
        "[1e]|3",
        "[-]|2",
        "[truE]|1",
        "[\"\\x\"]|3",
        "[\"\\u12g4\"]|6",
        "[1 2]|3",
        "{\"a\":}|5",
        "[\"a|3"
      })
  void namesTheFirstByteThatCannotBe(String text, int offset) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonScanner scanner = new JsonScanner(MAX_DEPTH);
    scanner.begin(bytes, 0, bytes.length);

    assertThatThrownBy(scanner::skip)
        .isInstanceOfSatisfying(
            JsonFault.class, fault -> assertThat(fault.offset()).isEqualTo(offset));
  }

  @Provide
  Arbitrary<String> findings() {
    return Arbitraries.of(
        TestFindings.networkConnection(), TestFindings.apiCall(), TestFindings.attackSequence());
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\":",
            "\"",
            "\\\"",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud800",
            "a",
            "12345678",
            "0",
            "-",
            "1",
            ".",
            "e",
            "E+",
            "null",
            "true",
            "false",
            " ",
            "\t",
            "\u20ac",
            "\ud83d\ude00",
            "\u0000",
            "\u007f")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> escaped() {
    return Arbitraries.of(
            "\\ud83d",
            "\\ude00",
            "\\u0000",
            "\\u00E9",
            "\\n",
            "\\/",
            "\\\\",
            "\\b\\f\\r\\t",
            "\\\"",
            "abcdefgh",
            "x",
            "\u00e9",
            "\u20ac",
            "\ud83d\ude00",
            "\\uffff",
            "\\u07ff")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private void checkAgainstJackson(byte[] bytes) {
    assertThat(scanned(bytes)).isEqualTo(parsed(bytes));
  }

  /** What the scanner steps over, or nothing if it is no JSON. */
  private static List<String> scanned(byte[] bytes) {
    JsonScanner scanner = new JsonScanner(MAX_DEPTH);
    List<String> tokens = new ArrayList<>();
    scanner.begin(bytes, 0, bytes.length);

    try {
      addValue(scanner, tokens);
      scanner.finish();
      return tokens;
    } catch (JsonFault e) {
      return List.of();
    }
  }

  private static void addValue(JsonScanner scanner, List<String> tokens) throws JsonFault {
    JsonToken token = scanner.value();

    if (token == JsonToken.OBJECT) {
      tokens.add("{");

      while (scanner.next()) {
        tokens.add("key " + text(scanner));
        addValue(scanner, tokens);
      }
    } else if (token == JsonToken.ARRAY) {
      tokens.add("[");

      while (scanner.next()) {
        addValue(scanner, tokens);
      }
    } else {
      tokens.add(token == JsonToken.NULL ? "null" : text(scanner));
      return;
    }

    tokens.add("end");
  }

  private static String text(JsonScanner scanner) {
    Scalar scalar = new Scalar();
    scalar.take(scanner, JsonToken.TEXT);
    return scalar.text();
  }

  /** The same by Jackson, over characters, so that it takes nothing for another encoding. */
  private List<String> parsed(byte[] bytes) {
    List<String> tokens = new ArrayList<>();

    if (Utf8.firstMalformed(bytes) >= 0 || startsWithMark(bytes)) {
      return tokens;
    }

    try (JsonParser parser =
        jackson.createParser(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      com.fasterxml.jackson.core.JsonToken token = parser.nextToken();

      if (token == null) {
        return List.of();
      }

      int depth = 0;

      for (; token != null; token = parser.nextToken()) {
        if (depth == 0 && !tokens.isEmpty()) {
          return List.of();
        }

        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        tokens.add(shown(token, parser));
      }

      return tokens;
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
  }

  private static String shown(com.fasterxml.jackson.core.JsonToken token, JsonParser parser)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> "{";
      case START_ARRAY -> "[";
      case END_OBJECT, END_ARRAY -> "end";
      case FIELD_NAME -> "key " + Utf8.withoutLoneSurrogates(parser.currentName());
      default -> Utf8.withoutLoneSurrogates(parser.getText());
    };
  }
}
