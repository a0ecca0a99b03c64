package io.guardlake.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * An object to be written.
 *
 * @param findings good lines
 * @param bad lines that are no findings, each with the reason to be published; they come after the
 *     good ones
 * @param fate what becomes of the object
 */
record PlannedObject(String key, List<byte[]> findings, List<Bad> bad, Fate fate) {
  private static final int BYTES_PAST_BREAK = 12;

  /** What becomes of an object. */
  enum Fate {
    STAYS,
    /** It is deleted a moment later. */
    VANISHES,
    /** It is first written with half of its lines, and again a moment later with all of them. */
    IS_REPLACED,
    /** Its gzip ends in the middle, after all of the lines. */
    BREAKS_OFF
  }

  /**
   * A bad line.
   *
   * @param line one character a byte, so that it need not be text
   */
  record Bad(String line, String reason) {
    byte[] bytes() {
      return line.getBytes(ISO_8859_1);
    }
  }

  PlannedObject {
    findings = List.copyOf(findings);
    bad = List.copyOf(bad);
  }

  byte[] body() {
    return fate == Fate.BREAKS_OFF ? broken() : gzip(lines());
  }

  /** The body before it is replaced. */
  byte[] firstBody() {
    return gzip(findings.subList(0, (findings.size() + 1) / 2));
  }

  /** What must be in quarantine. */
  List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();

    for (int i = 0; i < bad.size(); i++) {
      refusals.add(new Refusal(key, findings.size() + i + 1, bad.get(i).reason()));
    }

    if (fate == Fate.BREAKS_OFF) {
      refusals.add(new Refusal(key, 0, "broken_gzip"));
    }

    return refusals;
  }

  private List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>(findings);
    bad.forEach(line -> lines.add(line.bytes()));
    return lines;
  }

  private byte[] broken() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int broken;

    try (GZIPOutputStream gzip = new GZIPOutputStream(output, 512, true)) {
      write(lines(), gzip);
      gzip.flush();
      broken = output.size() + BYTES_PAST_BREAK;
      gzip.write(findings.get(0));
    } catch (IOException e) {
      throw new UncheckedIOException("Compressing into memory failed.", e);
    }

    return Arrays.copyOf(output.toByteArray(), broken);
  }

  private static byte[] gzip(List<byte[]> lines) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    try (GZIPOutputStream gzip = new GZIPOutputStream(output)) {
      write(lines, gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("Compressing into memory failed.", e);
    }

    return output.toByteArray();
  }

  private static void write(List<byte[]> lines, GZIPOutputStream gzip) throws IOException {
    for (byte[] line : lines) {
      gzip.write(line);
      gzip.write('\n');
    }
  }
}
