package io.guardlake.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guardlake.schemas.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use says what the reader says. */
class RulesSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "version: 1\nsinks: { t: { type: STDOUT } }\n";

  @Test
  void theExampleIsFine() throws Exception {
    String example = resource("rules.example.yaml");

    assertThat(RulesReader.read("example", example).rules()).hasSize(4);
    assertThat(schema().validate(tree(example))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sinks: { t: { type: STDOUT } }\nrules: []",
        "version: 2\nsinks: { t: { type: STDOUT } }\nrules: []",
        "version: 1\nsinks: {}\nrules: []",
        "version: 1\nsinks: { t: { type: PIGEON } }\nrules: []",
        "version: 1\nsinks: { t: { type: SLACK } }\nrules: []",
        "version: 1\nsinks: { t: { type: SLACK, url: 'https://a.b/c' } }\nrules: []",
        "version: 1\nsinks: { t: { type: SLACK, url: 'env:A', topicArn: x } }\nrules: []",
        BASE + "rules: [{ send: t }]",
        BASE + "rules: [{ name: a }]",
        BASE + "rules: [{ name: A B, send: t }]",
        BASE + "rules: [{ name: a, send: t, match: { color: red } }]",
        BASE + "rules: [{ name: a, send: t, match: { severity: [WORST] } }]",
        BASE + "rules: [{ name: a, send: t, match: { any: [] } }]",
        BASE + "rules: [{ name: a, send: t, when: { occurrences: 0 } }]",
        BASE + "rules: [{ name: a, send: t, limit: { perRule: often } }]",
        BASE + "rules: [{ name: a, send: t, suppress: [{ match: {}, why: x }] }]",
      })
  void bothRefuse(String yaml) throws Exception {
    assertThat(schema().validate(tree(yaml))).as("the schema").isNotEmpty();
    assertThatThrownBy(() -> RulesReader.read("rules.yaml", yaml))
        .as("the reader")
        .isInstanceOf(YamlException.class);
  }

  @Test
  void knowsEveryConditionAndSink() throws Exception {
    JsonNode tree = JSON.readTree(resource("rules.schema.json"));

    assertThat(Stream.of(Facet.values()).map(Facet::field))
        .allMatch(field -> tree.at("/$defs/condition/properties").has(field));
    assertThat(tree.at("/properties/sinks/additionalProperties/oneOf").findValuesAsText("const"))
        .containsExactlyElementsOf(
            Stream.of(SinkReader.SinkType.values()).map(Enum::name).toList());
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(resource("rules.schema.json"));
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RulesReader.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
