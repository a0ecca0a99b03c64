package io.guardlake.setup.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guardlake.setup.execute.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal tells. Its last line may be torn, because something died while it was written. */
final class JournalReader {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final List<JsonNode> lines;

  private JournalReader(Path file, List<JsonNode> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** A journal, or none where its process died before it had written what it is of. */
  static Optional<JournalReader> readBegun(Path file) {
    return text(file).contains("\n") ? Optional.of(read(file)) : Optional.empty();
  }

  static JournalReader read(Path file) {
    List<String> texts = text(file).lines().toList();
    List<JsonNode> lines = new ArrayList<>();

    for (String text : texts) {
      try {
        lines.add(MAPPER.readTree(text));
      } catch (JsonProcessingException e) {
        if (lines.size() != texts.size() - 1) {
          throw new SetupException(
              "Line %d of %s is no line of a journal.".formatted(lines.size() + 1, file), e);
        }
      }
    }

    if (lines.isEmpty() || !lines.get(0).path("formatVersion").asText().startsWith("1.")) {
      throw new SetupException("%s is no journal of this version.".formatted(file));
    }

    return new JournalReader(file, lines);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SetupException("The journal %s cannot be read: %s.".formatted(file, e), e);
    }
  }

  /** Whether it is of the doing of this plan. */
  boolean isOf(PlanFile plan) {
    return lines.get(0).path("plan").asText().equals(plan.fingerprint())
        && lines.get(0).path("config").asText().equals(plan.config());
  }

  String setup() {
    return lines.get(0).path("setup").asText();
  }

  Path file() {
    return file;
  }

  /**
   * How what was done is taken back, the last first. What was begun and has no end may have been
   * done as well.
   */
  List<JsonNode> undos() {
    Map<Integer, String> ends = new HashMap<>();
    lines.stream()
        .filter(line -> line.path("event").asText().equals("end"))
        .forEach(line -> ends.put(line.path("number").asInt(), line.path("state").asText()));
    List<JsonNode> undos = new ArrayList<>();

    for (JsonNode line : lines) {
      boolean begun = line.path("event").asText().equals("begin");
      String end = ends.getOrDefault(line.path("number").asInt(), Outcome.State.DONE.name());

      if (begun && end.equals(Outcome.State.DONE.name())) {
        undos.add(0, line.path("undo"));
      }
    }

    return undos;
  }
}
