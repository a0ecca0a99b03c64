package io.guardlake.jobs.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** A small export in a directory, made line by line. */
final class ExportTree {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final Path root;

  ExportTree(Path root) {
    this.root = root;
  }

  String uri() {
    return root.toUri().toString();
  }

  /** A finding that has all it needs and little more. */
  static String finding(String id, double severity, Instant updatedAt, int count) {
    return """
        {"schemaVersion":"2.0","accountId":"%s","region":"%s","partition":"aws","id":"%s",\
        "arn":"arn:aws:guardduty:%s:%s:detector/d1/finding/%s","type":"Recon:EC2/Portscan",\
        "resource":{"resourceType":"Instance"},"severity":%s,"createdAt":"2026-01-01T00:00:00.000Z",\
        "updatedAt":"%s","service":{"count":%d,"detectorId":"d1"}}"""
        .formatted(ACCOUNT, REGION, id, REGION, ACCOUNT, id, severity, updatedAt, count);
  }

  /** Puts an object with these lines under an export day. */
  Path put(LocalDate day, String... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    return put(day, bytes.toByteArray());
  }

  /** Puts an object with this content under an export day. */
  Path put(LocalDate day, byte[] content) throws IOException {
    Path directory =
        root.resolve("AWSLogs/%s/GuardDuty/%s/%s".formatted(ACCOUNT, REGION, FOLDER.format(day)));
    Files.createDirectories(directory);
    Path file = directory.resolve(UUID.randomUUID() + ".jsonl.gz");
    Path unfinished = root.resolve(UUID.randomUUID() + ".part");
    Files.write(unfinished, content);
    Files.setLastModifiedTime(
        unfinished, FileTime.from(day.atTime(23, 59).toInstant(ZoneOffset.UTC)));
    Files.move(unfinished, file);
    return file;
  }
}
