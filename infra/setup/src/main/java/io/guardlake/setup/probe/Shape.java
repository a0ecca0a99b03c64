package io.guardlake.setup.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The fields of an answer and their kinds, such as {@code features[].status string}. No value is in
 * it, and no name but those of a field of the API: keys of maps that people choose, such as tags,
 * and whatever stands in a policy, are left out.
 */
final class Shape {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

  /** What people name below these, nobody else may read. */
  private static final Pattern OF_PEOPLE = Pattern.compile("(?i)tags|criterion|policy|statement");

  private final SortedSet<String> fields = new TreeSet<>();

  private Shape() {}

  /** The fields of a body of JSON or XML; none of a body of neither. */
  static SortedSet<String> of(String body) {
    Shape shape = new Shape();
    String text = body.strip();

    if (text.startsWith("{") || text.startsWith("[")) {
      shape.json(text);
    } else if (text.startsWith("<")) {
      shape.xml(text);
    }

    return Collections.unmodifiableSortedSet(shape.fields);
  }

  private void json(String text) {
    try {
      json("", MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      fields.add("not JSON");
    }
  }

  private void json(String path, JsonNode node) {
    if (node.isArray()) {
      node.forEach(each -> json(path + "[]", each));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        child(path, field.getKey(), field.getValue());
      }
    } else if (!path.isEmpty()) {
      fields.add(path + " " + node.getNodeType().name().toLowerCase(Locale.ROOT));
    }
  }

  private void child(String path, String name, JsonNode value) {
    String below = path.isEmpty() ? name : path + "." + name;

    if (!NAME.matcher(name).matches()) {
      fields.add((path.isEmpty() ? "*" : path + ".*") + " any");
    } else if (OF_PEOPLE.matcher(name).matches()) {
      fields.add(below + " any");
    } else {
      json(below, value);
    }
  }

  private void xml(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      xml(
          "",
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)))
              .getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      fields.add("not XML");
    }
  }

  private void xml(String path, Node element) {
    String below = path.isEmpty() ? element.getNodeName() : path + "." + element.getNodeName();
    boolean leaf = true;

    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        leaf = false;
        xml(below, child);
      }
    }

    if (leaf) {
      fields.add(below + " text");
    }
  }
}
