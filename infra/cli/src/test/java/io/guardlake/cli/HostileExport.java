package io.guardlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * An export of spoilt findings and of objects that are none, with a count of what must come of it:
 * each line that is not blank is a finding or in quarantine, and each object that breaks is one row
 * more there.
 */
final class HostileExport {
  private static final int FINDINGS = 500;
  private static final int LINES_AN_OBJECT = 250;
  private static final List<String> TOKENS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "1e999999999",
          "\"id\":\"../../etc/passwd\",",
          "\u202e\u001b]0;x\u0007",
          "\u0000",
          "\ufeff",
          "\r",
          "\"severity\":-1,",
          "\"updatedAt\":\"9999-12-31T23:59:59Z\",",
          "\ud83d\ude00",
          "[".repeat(300),
          "{\"a\":".repeat(200),
          "9".repeat(5000),
          "'); DROP TABLE findings;--");

  private final BadExport export;
  private final SplittableRandom random;
  private final FindingGenerator generator;
  private int objects;
  private long lines;
  private long broken;

  HostileExport(BadExport export, long seed) {
    this.export = export;
    this.random = new SplittableRandom(seed);
    this.generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.of(2026, 2, 3)).withFindings(FINDINGS));
  }

  /** What must be in findings or in quarantine. */
  long rows() {
    return lines + broken;
  }

  /** How many of these are for an object that breaks. */
  long broken() {
    return broken;
  }

  /** Adds so many spoilt lines, many to an object. */
  void addLines(int count) throws IOException {
    for (int done = 0; done < count; done += LINES_AN_OBJECT) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();

      for (int i = 0; i < Math.min(LINES_AN_OBJECT, count - done); i++) {
        text.writeBytes(spoilt());
        text.writeBytes(random.nextInt(8) == 0 ? "\r\n".getBytes(UTF_8) : new byte[] {'\n'});
      }

      put(random.nextInt(5) == 0 ? plain(text.toByteArray()) : gzip(text.toByteArray()));
      count(text.toByteArray());
    }
  }

  /** Adds so many objects that are no export of anything. */
  void addObjects(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      addObject(random.nextInt(8));
    }
  }

  private void addObject(int kind) throws IOException {
    byte[] noise = noise(1 + random.nextInt(2000));
    byte[] text = (BadExport.finding("f" + objects) + "\nnonsense\n").getBytes(UTF_8);

    switch (kind) {
      case 0, 1 -> {
        put(plain(noise));
        count(plain(noise));
      }
      case 2 -> {
        byte[] header = plain(noise);
        byte[] object = new byte[header.length + 3];
        System.arraycopy(header, 0, object, 3, header.length);
        object[0] = 0x1f;
        object[1] = (byte) 0x8b;
        object[2] = (byte) random.nextInt(8);
        put(object);
        broken++;
      }
      case 3 -> {
        put(cutOff(text, noise));
        count(text);
        broken++;
      }
      case 4 -> {
        byte[] packed = gzip(text);
        packed[packed.length - 5 - random.nextInt(4)] ^= (byte) (1 + random.nextInt(255));
        put(packed);
        count(text);
        broken++;
      }
      case 5 -> put(gzip(new byte[0]));
      case 6 -> put("\r\n \n\t\n\n".getBytes(UTF_8));
      default -> {
        put(Arrays.copyOf(gzip(text), 2 + random.nextInt(8)));
        broken++;
      }
    }
  }

  /** A finding with bytes changed, cut, doubled, moved or put in; never with a line's end in it. */
  private byte[] spoilt() {
    byte[] line =
        random.nextInt(4) == 0
            ? generator.line(random.nextInt(FINDINGS), 0)
            : BadExport.finding("h" + random.nextInt(1 << 20)).getBytes(UTF_8);

    for (int i = random.nextInt(4); i > 0; i--) {
      line = mutated(line);
    }

    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' ? (byte) 0x0b : line[i];
    }

    return line;
  }

  private byte[] mutated(byte[] line) {
    int at = random.nextInt(line.length + 1);
    int to = at + random.nextInt(line.length + 1 - at);
    byte[] head = Arrays.copyOf(line, at);
    byte[] tail = Arrays.copyOfRange(line, to, line.length);

    return switch (random.nextInt(6)) {
      case 0 -> head;
      case 1 -> joined(head, tail);
      case 2 -> joined(head, noise(random.nextInt(20)), Arrays.copyOfRange(line, at, line.length));
      case 3 -> joined(line, Arrays.copyOfRange(line, at, to), tail);
      case 4 -> {
        byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
        yield joined(head, token, Arrays.copyOfRange(line, at, line.length));
      }
      default -> {
        byte[] changed = line.clone();

        if (at < changed.length) {
          changed[at] ^= (byte) (1 << random.nextInt(8));
        }

        yield changed;
      }
    };
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** So that it is not taken for gzip. */
  private static byte[] plain(byte[] bytes) {
    byte[] plain = bytes.clone();

    if (plain.length > 1 && plain[0] == 0x1f && plain[1] == (byte) 0x8b) {
      plain[1] = 0;
    }

    return plain;
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }

    return bytes.toByteArray();
  }

  /** The text can be unpacked to its end, and no line after it. */
  private byte[] cutOff(byte[] text, byte[] noise) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int whole;

    try (GZIPOutputStream out = new GZIPOutputStream(bytes, true)) {
      out.write(text);
      out.flush();
      whole = bytes.size();

      for (byte b : noise) {
        out.write(b == '\n' ? 0 : b);
      }
    }

    int room = bytes.size() - whole - 1;
    return Arrays.copyOf(bytes.toByteArray(), whole + random.nextInt(Math.max(1, room)));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();

    for (byte[] part : parts) {
      joined.writeBytes(part);
    }

    return joined.toByteArray();
  }

  /** Counts the lines of a text that are not blank; a byte-order mark at its beginning is none. */
  private void count(byte[] text) {
    boolean mark = text.length > 2 && text[0] == -17 && text[1] == -69 && text[2] == -65;
    boolean blank = true;

    for (int i = mark ? 3 : 0; i < text.length; i++) {
      if (text[i] == '\n') {
        lines += blank ? 0 : 1;
        blank = true;
      } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
        blank = false;
      }
    }

    lines += blank ? 0 : 1;
  }

  private void put(byte[] content) throws IOException {
    export.put("object-%06d".formatted(objects++), content);
  }
}
