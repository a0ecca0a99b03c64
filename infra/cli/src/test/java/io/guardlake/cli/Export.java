package io.guardlake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The lines of an export, read plainly: the truth that answers are compared with. */
final class Export {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<JsonNode> lines = new ArrayList<>();

  private Export(Path directory) {
    this.directory = directory;
  }

  static Export read(Path directory) throws IOException {
    Export export = new Export(directory);

    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl.gz")).toList()) {
        export.readObject(file);
      }
    }

    return export;
  }

  /** All versions that are not samples. */
  List<JsonNode> versions() {
    return lines.stream().filter(line -> !isSample(line)).toList();
  }

  /** The versions of each finding that is no sample, the oldest first. */
  Map<String, List<JsonNode>> findings() {
    return versions().stream()
        .sorted(Comparator.comparing(Export::updatedAt))
        .collect(Collectors.groupingBy(Export::id, TreeMap::new, Collectors.toList()));
  }

  static String id(JsonNode line) {
    return line.required("id").asText();
  }

  static String account(JsonNode line) {
    return line.required("accountId").asText();
  }

  static String type(JsonNode line) {
    return line.required("type").asText();
  }

  static double severity(JsonNode line) {
    return line.required("severity").asDouble();
  }

  static Instant updatedAt(JsonNode line) {
    return Instant.parse(line.required("updatedAt").asText());
  }

  static LocalDate day(JsonNode line) {
    return LocalDate.ofInstant(updatedAt(line), ZoneOffset.UTC);
  }

  /** Whether the line has a text somewhere that is exactly this one. */
  static boolean holds(JsonNode node, String text) {
    if (node.isTextual()) {
      return node.asText().equals(text);
    }

    for (JsonNode child : node) {
      if (holds(child, text)) {
        return true;
      }
    }

    return false;
  }

  /**
   * Adds a malware finding that another finding started: one of the export's, with another id and
   * the other finding as its trigger.
   *
   * @return the ids of the added one and of its trigger
   */
  Map.Entry<String, String> addTriggeredScan() throws IOException {
    JsonNode scan =
        versions().stream()
            .filter(line -> line.at("/service/ebsVolumeScanDetails/triggerFindingId").isTextual())
            .findFirst()
            .orElseThrow();
    JsonNode trigger =
        versions().stream()
            .filter(line -> account(line).equals(account(scan)))
            .filter(line -> line.get("region").equals(scan.get("region")))
            .filter(line -> line.at("/service/runtimeDetails").isObject())
            .findFirst()
            .orElseThrow();
    String id = "0badf00d0badf00d0badf00d0badf00d";
    ObjectNode added = scan.deepCopy();
    added.put("arn", scan.get("arn").asText().replace(id(scan), id));
    added.put("id", id);
    ((ObjectNode) added.at("/service/ebsVolumeScanDetails")).put("triggerFindingId", id(trigger));
    Path object =
        directory.resolve(
            "AWSLogs/%s/GuardDuty/%s/%s/0badf00d-0000-4000-8000-000000000000.jsonl.gz"
                .formatted(
                    account(scan),
                    scan.get("region").asText(),
                    day(scan).toString().replace('-', '/')));

    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(object))) {
      out.write((added + "\n").getBytes(StandardCharsets.UTF_8));
    }

    lines.add(added);
    return Map.entry(id, id(trigger));
  }

  private void readObject(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().map(Export::parsed).forEach(lines::add);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSample(JsonNode line) {
    return line.at("/service/additionalInfo/sample").asBoolean()
        || line.at("/service/additionalInfo/value").asText().contains("\"sample\":true");
  }
}
