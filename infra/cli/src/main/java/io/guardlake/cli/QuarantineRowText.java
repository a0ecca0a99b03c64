package io.guardlake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.cli.console.Escapes;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of quarantine, for people and for programs. */
final class QuarantineRowText {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final String BYTES = "bytes";
  private static final List<String> NAMED = List.of("reason", BYTES, "bytes_truncated");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private QuarantineRowText() {}

  static String json(Map<String, Object> row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.putAll(row);

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cells are texts, numbers and booleans", e);
    }
  }

  static String lines(Map<String, Object> row, ByteView view, int most) {
    StringBuilder text = new StringBuilder();
    String code = String.valueOf(row.get("reason"));
    line(text, "reason", code + ": " + meaning(code));

    row.forEach(
        (name, value) -> {
          if (!NAMED.contains(name) && value != null) {
            line(text, name, String.valueOf(value));
          }
        });

    if (row.get("outcome") == null) {
      line(text, "outcome", "open");
    }

    return text.append(bytes(row, view, most)).toString().stripTrailing();
  }

  private static String bytes(Map<String, Object> row, ByteView view, int most) {
    if (row.get(BYTES) == null) {
      return "No bytes are kept: the object could not be read.";
    }

    byte[] bytes = HexFormat.of().parseHex((String) row.get(BYTES));
    byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, most));
    String kept =
        Boolean.TRUE.equals(row.get("bytes_truncated")) ? "kept, and there were more" : "in all";
    String heading =
        shown.length == bytes.length
            ? "%,d bytes %s:%n".formatted(bytes.length, kept)
            : "The first %,d of %,d bytes %s (--bytes shows more):%n"
                .formatted(shown.length, bytes.length, kept);
    return heading + view.render(shown);
  }

  private static String meaning(String code) {
    return Arrays.stream(QuarantineReason.values())
        .filter(reason -> reason.code().equals(code))
        .map(QuarantineReason::meaning)
        .findFirst()
        .orElse("a reason of a later version.");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-16s %s%n".formatted(name, Escapes.forTerminal(value)));
  }
}
