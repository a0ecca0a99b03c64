package io.guardlake.sandbox.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to an export what goes wrong in real ones: bad lines among good ones, foreign objects, empty
 * markers, broken gzip, and objects made to exhaust a reader. Everything lies on the settings' last
 * day, and is the same for the same settings.
 */
public final class SaltedTree {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LONG_LINE_BYTES = 20 * MEBIBYTE;
  private static final int BOMB_MEBIBYTES = 1040;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final GeneratorSettings settings;
  private final ExportSink sink;
  private final FindingGenerator generator;
  private final Dice dice;
  private final Instant exportedAt;
  private final List<Salt.Bad> bad = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> goodIds = new ArrayList<>();
  private final Map<SeverityBand, Long> goodByBand = new EnumMap<>(SeverityBand.class);
  private int nextGood;

  private SaltedTree(GeneratorSettings settings, ExportSink sink) {
    this.settings = settings;
    this.sink = sink;
    // Another seed, so that the good findings are not among those of the export.
    generator = new FindingGenerator(settings.withSeed(~settings.seed()).withFindings(1000));
    dice = Dice.of(settings.seed(), "salt");
    LocalDate day = settings.lastDay();
    exportedAt = day.atTime(23, 57).toInstant(ZoneOffset.UTC);
  }

  /**
   * Adds the salt of an export that has, or will have, the given settings.
   *
   * <p>Unpacks to more than 2 GiB and is about 20 MB large.
   */
  public static Salt addTo(GeneratorSettings settings, ExportSink sink) throws IOException {
    SaltedTree salted = new SaltedTree(settings, sink);
    salted.badLines();
    salted.plainText();
    salted.longLine();
    salted.brokenGzip();
    salted.bombs();
    salted.foreignObjects();
    salted.emptyObjects();
    sink.flush();
    return salted.salt();
  }

  private void badLines() throws IOException {
    String key = exportKey();
    List<byte[]> lines = new ArrayList<>();
    lines.add(good());
    bad(lines, key, "not_json", "this is not JSON".getBytes(UTF_8));
    bad(lines, key, "not_json", cut(spoiled()).getBytes(UTF_8));
    bad(
        lines,
        key,
        "not_utf8",
        spoiled().replace("\"title\":\"", "\"title\":\"\u00e9").getBytes(ISO_8859_1));
    lines.add(good());
    bad(lines, key, "not_a_finding", ("[" + spoiled() + "]").getBytes(UTF_8));
    bad(lines, key, "not_a_finding", "42".getBytes(UTF_8));
    bad(lines, key, "missing_field", spoiled().replace("\"updatedAt\":", "\"_\":").getBytes(UTF_8));
    bad(lines, key, "missing_field", "{}".getBytes(UTF_8));
    bad(lines, key, "bad_field", replaceSeverity("\"severity\":\"high\"").getBytes(UTF_8));
    bad(lines, key, "bad_field", replaceSeverity("\"severity\":-1").getBytes(UTF_8));
    bad(lines, key, "provenance", spoiled().replace(":detector/", "1:detector/").getBytes(UTF_8));
    bad(
        lines,
        key,
        "too_deep",
        ("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}").getBytes(UTF_8));
    lines.add(good());
    put(key, Gzip.whole(join(lines)));
  }

  /** No gzip at all, a byte-order mark, Windows line endings, and none at the end. */
  private void plainText() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(BYTE_ORDER_MARK);
    body.writeBytes(good());
    body.writeBytes("\r\n".getBytes(UTF_8));
    body.writeBytes(good());
    put(exportKey(), body.toByteArray());
  }

  private void longLine() throws IOException {
    String key = exportKey();
    List<byte[]> lines = new ArrayList<>();
    lines.add(good());
    bad(
        lines,
        key,
        "line_too_long",
        ("{\"id\":\"" + "a".repeat(LONG_LINE_BYTES) + "\"}").getBytes(UTF_8));
    lines.add(good());
    put(key, Gzip.whole(join(lines)));
  }

  private void brokenGzip() throws IOException {
    String truncated = exportKey();
    byte[] kept = join(List.of(good(), good()));
    put(truncated, Gzip.truncatedAfter(kept, join(List.of(spoiled().getBytes(UTF_8)))));
    bad.add(new Salt.Bad(truncated, 0, "broken_gzip"));

    String garbled = exportKey();
    byte[] content = Gzip.whole(join(List.of(spoiled().getBytes(UTF_8))));
    // A block of the reserved type, right after the header.
    content[10] = 0x07;
    put(garbled, content);
    bad.add(new Salt.Bad(garbled, 0, "broken_gzip"));
  }

  /** One endless line, and one finding repeated until the object is too large. */
  private void bombs() throws IOException {
    String endless = exportKey();
    byte[] letters = "a".repeat(MEBIBYTE).getBytes(UTF_8);
    put(endless, Gzip.bomb("{\"id\":\"".getBytes(UTF_8), letters, BOMB_MEBIBYTES));
    bad.add(new Salt.Bad(endless, 1, "line_too_long"));
    bad.add(new Salt.Bad(endless, 0, "object_too_large"));

    String repeated = exportKey();
    byte[] line = join(List.of(good()));
    ByteArrayOutputStream piece = new ByteArrayOutputStream(MEBIBYTE);

    while (piece.size() < MEBIBYTE) {
      piece.writeBytes(line);
    }

    put(repeated, Gzip.bomb(line, piece.toByteArray(), BOMB_MEBIBYTES));
    bad.add(new Salt.Bad(repeated, 0, "object_too_large"));
  }

  private void foreignObjects() throws IOException {
    Origin origin = Origin.of(settings, 0);
    String root = settings.prefix() + "AWSLogs/" + origin.accountId() + "/";
    String path = origin.region() + "/2026/11/15/";
    byte[] content = Gzip.whole("{\"Records\":[]}".getBytes(UTF_8));
    skip(root + "Config/" + path + "ConfigHistory/AWS_GuardDuty_Detector.json.gz", content);
    skip(root + "CloudTrail/" + path + "GuardDuty_" + dice.alphanumeric(16) + ".json.gz", content);
    skip(root + "vpcflowlogs/" + path + "GuardDuty/" + dice.uuid() + ".log.gz", content);
    skip(root + "GuardDuty/README.txt", "Not a finding.".getBytes(UTF_8));
  }

  private void emptyObjects() throws IOException {
    skip(exportKey(), new byte[0]);
    skip(settings.prefix() + "AWSLogs/" + Origin.of(settings, 0).accountId() + "/", new byte[0]);
  }

  private Salt salt() {
    Map<String, Long> byBand = new LinkedHashMap<>();

    for (SeverityBand band : SeverityBand.values()) {
      byBand.put(band.name(), goodByBand.getOrDefault(band, 0L));
    }

    return new Salt(bad, skipped, goodIds, byBand);
  }

  /** The line of a finding that must be in the table. */
  private byte[] good() {
    FindingVersion version = generator.version(nextGood++, 0);
    String line = new String(version.line(), UTF_8);
    int id = line.indexOf("\"id\":\"") + "\"id\":\"".length();
    goodIds.add(line.substring(id, line.indexOf('"', id)));
    goodByBand.merge(SeverityBand.of(version.severity()), 1L, Long::sum);
    return version.line();
  }

  /** The line of a finding that is to be spoiled. */
  private String spoiled() {
    return new String(generator.line(nextGood++, 0), UTF_8);
  }

  private String replaceSeverity(String field) {
    return spoiled().replaceFirst("\"severity\":[0-9.]+(?=,\"createdAt\")", field);
  }

  private static String cut(String line) {
    return line.substring(0, line.length() / 2);
  }

  private void bad(List<byte[]> lines, String key, String reason, byte[] line) {
    lines.add(line);
    bad.add(new Salt.Bad(key, lines.size(), reason));
  }

  private String exportKey() {
    return ExportStream.key(settings, Origin.of(settings, 0), settings.lastDay(), dice.uuid());
  }

  private void skip(String key, byte[] content) throws IOException {
    put(key, content);
    skipped.add(key);
  }

  private void put(String key, byte[] content) throws IOException {
    sink.put(key, content, exportedAt);
  }

  private static byte[] join(List<byte[]> lines) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();

    for (byte[] line : lines) {
      joined.writeBytes(line);
      joined.write('\n');
    }

    return joined.toByteArray();
  }
}
