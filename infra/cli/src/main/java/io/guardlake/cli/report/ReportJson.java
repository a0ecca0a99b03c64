package io.guardlake.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A report's data as JSON that can stand in a script element of HTML: attackers choose what
 * findings say, and no text of theirs may end the element or begin another. What could is written
 * as {@code \\u} escapes, which are the same text to a reader of JSON.
 */
final class ReportJson {
  /** Raised when a field of the JSON changes its meaning. */
  private static final int FORMAT_VERSION = 1;

  private static final ObjectMapper MAPPER = mapper();

  private ReportJson() {}

  static String of(ReportData data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("output", data.output());
    fields.put("first", data.period().first().toString());
    fields.put("last", data.period().last().toString());
    fields.put("days", data.period().days());
    fields.put("now", data.period().now().toString());
    fields.put("accountNames", data.accountNames());
    fields.put("answers", data.answers());

    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cells are texts, numbers, lists and maps of them", e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.getFactory().setCharacterEscapes(new HtmlEscapes());
    return mapper;
  }

  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();

      for (char character : new char[] {'<', '>', '&'}) {
        escapes[character] = CharacterEscapes.ESCAPE_STANDARD;
      }

      return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      // JavaScript before 2019 took these two for ends of lines.
      return character == 0x2028 || character == 0x2029
          ? new SerializedString("\\u%04x".formatted(character))
          : null;
    }
  }
}
