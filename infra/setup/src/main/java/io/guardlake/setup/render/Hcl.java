package io.guardlake.setup.render;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A body of Terraform's language, written as {@code terraform fmt} writes it. */
final class Hcl {
  private static final String STEP = "  ";

  private final List<Entry> entries = new ArrayList<>();

  private sealed interface Entry {}

  private record Attribute(String name, Value value) implements Entry {}

  private record Block(String head, Hcl body) implements Entry {}

  private record Comment(String text) implements Entry {}

  /** A value over several lines, or one line. */
  private record Value(List<String> lines) {
    Value {
      lines = List.copyOf(lines);
    }
  }

  /** An expression as it is: a reference, a number, a call. */
  record Expression(String text) {
    Expression {
      requireNonNull(text, "text is null");
    }
  }

  static Expression expression(String text) {
    return new Expression(text);
  }

  static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("${", "$${")
            .replace("%{", "%%{")
        + '"';
  }

  static Expression list(Collection<String> texts) {
    return expression(texts.stream().map(Hcl::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  /** A set of texts, as {@code for_each} takes it. */
  static Expression setOf(Collection<String> texts) {
    return expression("toset(%s)".formatted(list(texts).text()));
  }

  Hcl comment(String text) {
    entries.add(new Comment(text));
    return this;
  }

  Hcl set(String name, String text) {
    return set(name, expression(quoted(text)));
  }

  Hcl set(String name, Expression expression) {
    entries.add(new Attribute(name, new Value(expression.text().lines().toList())));
    return this;
  }

  Hcl set(String name, boolean value) {
    return set(name, expression(Boolean.toString(value)));
  }

  Hcl set(String name, int value) {
    return set(name, expression(Integer.toString(value)));
  }

  /** JSON as the language writes it, with an expression wherever a text of it stands. */
  Hcl encoded(String name, JsonNode json, String placeholder, String by) {
    List<String> lines = new ArrayList<>(lines(json, placeholder, by));
    lines.set(0, "jsonencode(" + lines.get(0));
    lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ")");
    entries.add(new Attribute(name, new Value(lines)));
    return this;
  }

  Hcl block(String type, String... labels) {
    Hcl body = new Hcl();
    StringBuilder head = new StringBuilder(type);

    for (String label : labels) {
      head.append(' ').append(quoted(label));
    }

    entries.add(new Block(head.toString(), body));
    return body;
  }

  String text() {
    return String.join("\n", lines()) + "\n";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();

    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);

      if (i > 0
          && (entry instanceof Block || entries.get(i - 1) instanceof Block)
          && !(entries.get(i - 1) instanceof Comment)) {
        lines.add("");
      }

      if (entry instanceof Comment comment) {
        if (i > 0) {
          lines.add("");
        }

        lines.add("# " + comment.text());
      } else if (entry instanceof Block block) {
        block(block, lines);
      } else if (entry instanceof Attribute attribute) {
        attribute(attribute, width(i), lines);
      }
    }

    return lines;
  }

  private static void block(Block block, List<String> lines) {
    lines.add(block.head() + " {");
    block.body().lines().forEach(line -> lines.add(line.isEmpty() ? "" : STEP + line));
    lines.add("}");
  }

  private static void attribute(Attribute attribute, int width, List<String> lines) {
    List<String> value = attribute.value().lines();
    lines.add(
        attribute.name() + " ".repeat(width - attribute.name().length()) + " = " + value.get(0));
    lines.addAll(value.subList(1, value.size()));
  }

  /** Names are as wide as the widest of the attributes of one line beside them. */
  private int width(int at) {
    if (!isOneLine(at)) {
      return ((Attribute) entries.get(at)).name().length();
    }

    int width = 0;

    for (int i = at; i >= 0 && isOneLine(i); i--) {
      width = Math.max(width, ((Attribute) entries.get(i)).name().length());
    }

    for (int i = at; i < entries.size() && isOneLine(i); i++) {
      width = Math.max(width, ((Attribute) entries.get(i)).name().length());
    }

    return width;
  }

  private boolean isOneLine(int at) {
    return entries.get(at) instanceof Attribute attribute && attribute.value().lines().size() == 1;
  }

  private static List<String> lines(JsonNode json, String placeholder, String by) {
    if (json.isObject()) {
      Hcl body = new Hcl();
      json.properties()
          .forEach(
              field ->
                  body.entries.add(
                      new Attribute(
                          name(field.getKey()),
                          new Value(lines(field.getValue(), placeholder, by)))));
      return wrapped("{", body.lines(), "}");
    }

    if (json.isArray()) {
      List<String> elements = new ArrayList<>();

      for (JsonNode element : json) {
        List<String> lines = new ArrayList<>(lines(element, placeholder, by));
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ",");
        elements.addAll(lines);
      }

      return wrapped("[", elements, "]");
    }

    if (json.isTextual()) {
      return List.of(json.asText().equals(placeholder) ? by : quoted(json.asText()));
    }

    return List.of(json.toString());
  }

  private static List<String> wrapped(String open, List<String> inner, String close) {
    if (inner.isEmpty()) {
      return List.of(open + close);
    }

    List<String> lines = new ArrayList<>();
    lines.add(open);
    inner.forEach(line -> lines.add(STEP + line));
    lines.add(close);
    return lines;
  }

  private static String name(String key) {
    return key.matches("[A-Za-z][A-Za-z0-9]*") ? key : quoted(key);
  }
}
