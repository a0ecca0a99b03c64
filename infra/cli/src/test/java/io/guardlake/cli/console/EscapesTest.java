package io.guardlake.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Escapes.forTerminal("Größe 日本 😀 10.0.0.1")).isEqualTo("Größe 日本 😀 10.0.0.1");
  }

  @Test
  void showsControlCharactersInsteadOfObeyingThem() {
    assertThat(Escapes.forTerminal("a\u001b[2Jb\r\n\u0000\u007f\u009b"))
        .isEqualTo("a\\u001b[2Jb\\u000d\\u000a\\u0000\\u007f\\u009b");
  }

  @Test
  void showsCharactersThatTurnTheDirectionOfWriting() {
    assertThat(Escapes.forTerminal("user\u202egnp.exe\u2066\u200f\u2028"))
        .isEqualTo("user\\u202egnp.exe\\u2066\\u200f\\u2028");
  }

  @Test
  void showsALoneSurrogate() {
    assertThat(Escapes.forTerminal("a\ud800b")).isEqualTo("a\\ud800b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void keepsASpreadsheetFromRunningAFormula(String text) {
    assertThat(Escapes.forSpreadsheet(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1", "a=b", "arn:aws:s3:::x"})
  void leavesOtherCellsAlone(String text) {
    assertThat(Escapes.forSpreadsheet(text)).isEqualTo(text);
  }
}
