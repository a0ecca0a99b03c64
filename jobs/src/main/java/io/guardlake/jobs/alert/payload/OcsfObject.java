package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** An object of OCSF in the making; what is null is left out of it. */
final class OcsfObject {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  OcsfObject with(String name, String text) {
    return with(name, text == null ? null : JsonNodeFactory.instance.textNode(text));
  }

  OcsfObject with(String name, Integer number) {
    return with(name, number == null ? null : JsonNodeFactory.instance.numberNode(number));
  }

  OcsfObject with(String name, Double number) {
    return with(name, number == null ? null : JsonNodeFactory.instance.numberNode(number));
  }

  OcsfObject with(String name, Boolean flag) {
    return with(name, flag == null ? null : JsonNodeFactory.instance.booleanNode(flag));
  }

  OcsfObject with(String name, OcsfObject object) {
    return with(name, object == null ? null : object.node);
  }

  OcsfObject with(String name, JsonNode value) {
    if (value != null) {
      node.set(name, value);
    }

    return this;
  }

  /** A time as the profile datetime has it: in milliseconds, and as text. */
  OcsfObject withTime(String name, Object micros) {
    if (micros != null) {
      Instant moment = AlertJson.moment((Long) micros);
      node.put(name, Math.floorDiv((Long) micros, 1_000L));
      node.put(name + "_dt", moment.toString());
    }

    return this;
  }

  /** This, or null where nothing is in it. */
  OcsfObject orNull() {
    return node.isEmpty() ? null : this;
  }

  ObjectNode node() {
    return node;
  }

  static ArrayNode array(List<OcsfObject> objects) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    objects.forEach(object -> array.add(object.node));
    return array;
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
