package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SaltedTreeTest {
  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.endingOn(LocalDate.parse("2026-11-15")).withPrefix("export/");
  private static final Map<String, byte[]> OBJECTS = new LinkedHashMap<>();

  private static Salt salt;

  @BeforeAll
  static void salt() throws IOException {
    salt = SaltedTree.addTo(SETTINGS, SaltedTreeTest::keep);
  }

  private static void keep(String key, byte[] content, Instant exportedAt) {
    OBJECTS.put(key, content);
  }

  @Test
  void saysWhereEachBadLineIs() throws IOException {
    String key = keyOf("not_utf8");
    String[] lines = new String(unpack(key), StandardCharsets.ISO_8859_1).split("\n");

    assertThat(lines[lineOf("not_utf8") - 1]).contains("\"title\":\"\u00e9");
    assertThat(lines[lineOf("provenance") - 1]).contains("1:detector/");
    assertThat(lines[lineOf("not_a_finding") - 1]).startsWith("[{");
    assertThat(salt.bad()).filteredOn(bad -> bad.key().equals(key)).hasSize(lines.length - 3);
  }

  @Test
  void addsBadThingsOfEveryKindAReaderMeetsInFiles() {
    assertThat(salt.bad())
        .extracting(Salt.Bad::reason)
        .contains(
            "not_json",
            "not_utf8",
            "not_a_finding",
            "missing_field",
            "bad_field",
            "provenance",
            "too_deep",
            "line_too_long",
            "broken_gzip",
            "object_too_large");
  }

  @Test
  void breaksGzipAfterTwoGoodLines() throws IOException {
    String key = keyOf("broken_gzip");

    try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(OBJECTS.get(key)))) {
      StringBuilder text = new StringBuilder();
      assertThatThrownBy(
              () -> {
                for (int letter = input.read(); letter >= 0; letter = input.read()) {
                  text.append((char) letter);
                }
              })
          .isInstanceOf(EOFException.class);
      assertThat(text.toString().split("\n")).hasSize(2);
      assertThat(text).endsWith("\n");
    }
  }

  @Test
  void garblesGzipFromItsFirstBlock() {
    String key = keysOf("broken_gzip").get(1);

    assertThatThrownBy(() -> unpack(key)).isInstanceOf(ZipException.class);
  }

  @Test
  void packsMoreThanAGibibyteIntoAFewMebibytes() throws IOException {
    for (String key : keysOf("object_too_large")) {
      assertThat(OBJECTS.get(key).length).isLessThan(16 << 20);

      // Reading to the end also checks the trailer's checksum and length.
      try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(OBJECTS.get(key)))) {
        assertThat(input.skip(2L << 30)).isGreaterThan(1L << 30);
      }
    }
  }

  @Test
  void countsTheGoodFindingsItAdds() {
    assertThat(salt.goodFindingIds()).hasSize(10).doesNotHaveDuplicates();
    assertThat(salt.goodByBand().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
  }

  @Test
  void addsForeignAndEmptyObjects() {
    assertThat(salt.skippedKeys()).hasSize(6).allMatch(OBJECTS::containsKey);
    assertThat(salt.skippedKeys()).filteredOn(key -> OBJECTS.get(key).length == 0).hasSize(2);
  }

  @Test
  void addsTheSameForTheSameSettings() throws IOException {
    Map<String, Integer> again = new LinkedHashMap<>();
    SaltedTree.addTo(SETTINGS, (key, content, at) -> again.put(key, Arrays.hashCode(content)));
    Map<String, Integer> first = new LinkedHashMap<>();
    OBJECTS.forEach((key, content) -> first.put(key, Arrays.hashCode(content)));

    assertThat(again).isEqualTo(first);
  }

  private static byte[] unpack(String key) throws IOException {
    try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(OBJECTS.get(key)))) {
      return input.readAllBytes();
    }
  }

  private static String keyOf(String reason) {
    return keysOf(reason).get(0);
  }

  private static List<String> keysOf(String reason) {
    return salt.bad().stream()
        .filter(bad -> bad.reason().equals(reason))
        .map(Salt.Bad::key)
        .toList();
  }

  private static int lineOf(String reason) {
    return salt.bad().stream()
        .filter(bad -> bad.reason().equals(reason))
        .findFirst()
        .orElseThrow()
        .lineNumber();
  }
}
