package io.guardlake.sandbox.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The truth about a tree, counted from its files and by the words of the table's contract. */
final class Recount {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Recount() {}

  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static List<JsonNode> findings(Path file) throws IOException {
    List<JsonNode> findings = new ArrayList<>();

    for (String line : lines(file)) {
      findings.add(MAPPER.readTree(line));
    }

    return findings;
  }

  static Truth of(Path directory) throws IOException {
    Map<String, Version> latest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Map<String, Long> versionsByBand = noneByBand();
    long lines = 0;
    long bytes = 0;
    long rawBytes = 0;

    for (Path file : files(directory)) {
      bytes += Files.size(file);

      for (String line : lines(file)) {
        lines++;
        rawBytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
        Version version = Version.read(line);

        if (seen.add(version.identity())) {
          versionsByBand.merge(version.band(), 1L, Long::sum);
          latest.merge(version.finding(), version, Version::later);
        }
      }
    }

    return new Truth(
        latest.size(),
        seen.size(),
        lines,
        byBand(latest.values()),
        versionsByBand,
        files(directory).size(),
        bytes,
        rawBytes);
  }

  private static List<String> lines(Path file) throws IOException {
    try (GZIPInputStream input =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.asList(text.split("\n"));
    }
  }

  private static Map<String, Long> byBand(Collection<Version> latest) {
    Map<String, Long> counts = noneByBand();

    for (Version version : latest) {
      counts.merge(version.band(), 1L, Long::sum);
    }

    return counts;
  }

  private static Map<String, Long> noneByBand() {
    Map<String, Long> counts = new LinkedHashMap<>();

    for (String band : List.of("LOW", "MEDIUM", "HIGH", "CRITICAL")) {
      counts.put(band, 0L);
    }

    return counts;
  }

  private record Version(String finding, String updatedAt, long count, long hash, double severity) {
    static Version read(String line) throws IOException {
      JsonNode tree = MAPPER.readTree(line);
      return new Version(
          String.join(
              " ",
              tree.get("accountId").textValue(),
              tree.get("region").textValue(),
              tree.get("id").textValue()),
          tree.get("updatedAt").textValue(),
          tree.at("/service/count").longValue(),
          hash(line),
          tree.get("severity").doubleValue());
    }

    String identity() {
      return finding + " " + updatedAt + " " + hash;
    }

    String band() {
      if (severity < 4) {
        return "LOW";
      }

      return severity < 7 ? "MEDIUM" : severity < 9 ? "HIGH" : "CRITICAL";
    }

    Version later(Version other) {
      int order = updatedAt.compareTo(other.updatedAt);
      order = order == 0 ? Long.compare(count, other.count) : order;
      order = order == 0 ? Long.compare(hash, other.hash) : order;
      return order >= 0 ? this : other;
    }

    private static long hash(String line) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return ByteBuffer.wrap(digest.digest(line.getBytes(StandardCharsets.UTF_8))).getLong();
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
