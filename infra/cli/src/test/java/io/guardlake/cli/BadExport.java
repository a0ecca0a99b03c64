package io.guardlake.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;

/** An export in a directory, whose objects a test spoils. */
final class BadExport {
  static final String ACCOUNT = "111122223333";
  static final Instant EXPORTED = Instant.parse("2026-02-03T04:05:06Z");
  static final String DAY = "AWSLogs/" + ACCOUNT + "/GuardDuty/eu-west-1/2026/02/03/";

  private final Path root;

  BadExport(Path root) {
    this.root = root;
  }

  String uri() {
    return root.toUri().toString();
  }

  /** The line of a finding that is read as it is. */
  static String finding(String id) {
    return finding(ACCOUNT, id);
  }

  static String finding(String account, String id) {
    return ("{\"schemaVersion\":\"2.0\",\"accountId\":\"%s\",\"region\":\"eu-west-1\",\"partition\":\"aws\","
            + "\"id\":\"%s\",\"arn\":\"arn:aws:guardduty:eu-west-1:%s:detector/d/finding/%s\","
            + "\"type\":\"Recon:EC2/Portscan\",\"severity\":5,"
            + "\"updatedAt\":\"2026-02-03T01:00:00.000Z\",\"service\":{\"count\":1}}")
        .formatted(account, id, account, id);
  }

  /** The line of a finding that is read only where so much depth is allowed. */
  static String deep(String id, int depth) {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    return finding(id).replace("\"service\"", "\"deep\":" + nested + ",\"service\"");
  }

  Path put(String name, String... lines) throws IOException {
    return put(name, gzip(String.join("\n", lines) + "\n"));
  }

  /** Puts an object under an export day. */
  Path put(LocalDate day, String name, String... lines) throws IOException {
    String folder = DateTimeFormatter.ofPattern("yyyy/MM/dd").format(day);
    return put(DAY.replace("2026/02/03", folder), name, gzip(String.join("\n", lines) + "\n"));
  }

  /** Puts an object as it is under a name, always with the same time. */
  Path put(String name, byte[] content) throws IOException {
    return put(DAY, name, content);
  }

  private Path put(String folder, String name, byte[] content) throws IOException {
    Path file = root.resolve(folder).resolve(name + ".jsonl.gz");
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(EXPORTED));
    return file;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    return bytes.toByteArray();
  }
}
