package io.guardlake.cli;

import io.guardlake.cli.console.Escapes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** How bytes that anyone may have written are shown on a terminal. */
enum ByteView {
  /** Sixteen a line: where, in hexadecimal, and the printable ASCII among them. */
  HEX {
    @Override
    String render(byte[] bytes) {
      StringBuilder text = new StringBuilder();

      for (int start = 0; start < bytes.length; start += WIDTH) {
        byte[] part = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + WIDTH));
        text.append("%08x  %-47s  ".formatted(start, SPACED.formatHex(part)));

        for (byte b : part) {
          text.append(b >= ' ' && b <= '~' ? (char) b : '.');
        }

        text.append(System.lineSeparator());
      }

      return text.toString().stripTrailing();
    }
  },
  /** As UTF-8, with control and bidirectional characters and what is no UTF-8 escaped. */
  TEXT {
    @Override
    String render(byte[] bytes) {
      return Escapes.forTerminal(new String(bytes, StandardCharsets.UTF_8));
    }
  };

  private static final int WIDTH = 16;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  /** The bytes as lines without an end at their end. */
  abstract String render(byte[] bytes);
}
