package io.guardlake.setup.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A CloudFormation template as it is put together. Functions are written by their long names. */
final class Template {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode root = object();

  Template(String description) {
    root.put("AWSTemplateFormatVersion", "2010-09-09").put("Description", description);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy of ours is not JSON: " + text, e);
    }
  }

  static ObjectNode ref(String name) {
    return object().put("Ref", name);
  }

  static ObjectNode attribute(String resource, String name) {
    ObjectNode node = object();
    node.putArray("Fn::GetAtt").add(resource).add(name);
    return node;
  }

  static ObjectNode equal(JsonNode one, String other) {
    ObjectNode node = object();
    node.putArray("Fn::Equals").add(one).add(other);
    return node;
  }

  static ObjectNode choice(String condition, JsonNode then, JsonNode otherwise) {
    ObjectNode node = object();
    node.putArray("Fn::If").add(condition).add(then).add(otherwise);
    return node;
  }

  /** The same with another node wherever a text stands. */
  static JsonNode replacing(JsonNode node, String text, JsonNode by) {
    if (node instanceof TextNode && node.asText().equals(text)) {
      return by;
    }

    if (node instanceof ArrayNode array) {
      ArrayNode copy = MAPPER.createArrayNode();
      array.forEach(each -> copy.add(replacing(each, text, by)));
      return copy;
    }

    if (node instanceof ObjectNode object) {
      ObjectNode copy = object();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), replacing(field.getValue(), text, by)));
      return copy;
    }

    return node;
  }

  /** A parameter, whose text may be left out where there is a default. */
  Template parameter(String name, String description, String pattern) {
    section("Parameters")
        .putObject(name)
        .put("Type", "String")
        .put("Description", description)
        .put("AllowedPattern", pattern);
    return this;
  }

  Template parameter(String name, String description, String pattern, String usual) {
    parameter(name, description, pattern);
    ((ObjectNode) section("Parameters").get(name)).put("Default", usual);
    return this;
  }

  ObjectNode section(String name) {
    return root.withObjectProperty(name);
  }

  /** A resource that the stack's end does not delete: an export outlives its template. */
  ObjectNode kept(String name, String type) {
    ObjectNode resource = section("Resources").putObject(name).put("Type", type);
    resource.put("DeletionPolicy", "Retain").put("UpdateReplacePolicy", "Retain");
    return resource.putObject("Properties");
  }

  ObjectNode resource(String name, String type) {
    return section("Resources").putObject(name).put("Type", type).putObject("Properties");
  }

  void output(String name, String description, JsonNode value) {
    ObjectNode output = section("Outputs").putObject(name).put("Description", description);
    output.set("Value", value);
  }

  String yaml() {
    Map<String, Object> inOrder = new LinkedHashMap<>();
    Map<String, Object> written = MAPPER.convertValue(root, new TypeReference<>() {});

    for (String section :
        List.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Parameters",
            "Conditions",
            "Resources",
            "Outputs")) {
      if (written.containsKey(section)) {
        inOrder.put(section, written.get(section));
      }
    }

    return new Dump(
            DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(120).build())
        .dumpToString(inOrder);
  }
}
