package io.guardlake.schemas.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes findings irregular: values of another type, missing and doubled keys, another order, fields
 * nobody knows. What comes out is JSON again.
 */
final class Mutations {
  private static final List<String> LITERALS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0.0",
          "1.5",
          "1.636625755218E9",
          "1636625755218",
          "5E3",
          "9223372036854775807",
          "-9223372036854775809",
          "1e400",
          "1e-400",
          "1E+999999999",
          "[]",
          "{}",
          "[[]]",
          "[null,\"in a list\",7,{\"key\":\"k\"},[\"deeper\"]]",
          "{\"key\":\"k\",\"value\":\"v\"}",
          "[{\"key\":\"k\",\"value\":1},{\"key\":\"\",\"value\":\"v\"},{\"key\":\"k2\"},{\"key\":\"k\",\"value\":\"later\"}]");

  private static final List<String> TEXTS =
      List.of(
          "",
          "null",
          "true",
          "-1",
          "443",
          "8.0",
          "1e3",
          " 7",
          "0x10",
          "2026-02-03T04:05:06.789Z",
          "2026-02-03 04:05:06",
          "2026-02-30T04:05:06Z",
          "2026-02-03T04:05:06.1234567+0530",
          "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0",
          "arn:aws-cn:guardduty:x:y:detector/d/finding/0f",
          "MiXed.Case.ÄÖ",
          "\ud83d\ude00 and \uffee",
          "\ud800 alone",
          "\u202e\u0000\u001b[2J\n",
          "{\"sample\":true,\"domain\":\"Inner.example\",\"userAgent\":{\"fullUserAgent\":\"agent\"}}",
          "{\"sample\":false,\"sample\":true,\"threatName\":[\"a\",\"b\"]}",
          "{\"sample\":true} ",
          "{\"sample\":true}}",
          "S3_BUCKET",
          "FINDING",
          "ATTACK_TACTIC");

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** The finding with one to four things wrong with it. */
  String mutated(Json finding) {
    int values = count(finding);
    List<Integer> targets = new ArrayList<>();

    for (int i = random.nextInt(4); i >= 0; i--) {
      targets.add(random.nextInt(values));
    }

    StringBuilder out = new StringBuilder();
    new Writing(targets, random.nextInt(4) == 0, out).write(finding);
    return out.toString();
  }

  private static int count(Json value) {
    int count = 1;

    if (value instanceof Json.Obj object) {
      for (Json field : object.fields().values()) {
        count += count(field);
      }
    } else if (value instanceof Json.Arr array) {
      for (Json element : array.elements()) {
        count += count(element);
      }
    }

    return count;
  }

  /** The writing of one finding. */
  private final class Writing {
    private final List<Integer> targets;
    private final boolean shuffled;
    private final StringBuilder out;
    private int visited;

    private Writing(List<Integer> targets, boolean shuffled, StringBuilder out) {
      this.targets = targets;
      this.shuffled = shuffled;
      this.out = out;
    }

    private void write(Json value) {
      visited++;

      if (value instanceof Json.Obj object) {
        object(object);
      } else if (value instanceof Json.Arr array) {
        array(array);
      } else if (value instanceof Json.Text text) {
        string(text.text());
      } else if (value instanceof Json.Num number) {
        out.append(number.text());
      } else {
        out.append(value instanceof Json.Bool bool ? String.valueOf(bool.value()) : "null");
      }
    }

    private void array(Json.Arr array) {
      out.append('[');
      boolean first = true;

      for (Json element : array.elements()) {
        out.append(first ? "" : ",");
        first = false;
        changedOrNot(element);
      }

      out.append(']');
    }

    private void object(Json.Obj object) {
      List<Map.Entry<String, Json>> fields = new ArrayList<>(object.fields().entrySet());

      if (shuffled) {
        Collections.shuffle(fields, random);
      }

      List<String> written = new ArrayList<>();

      for (Map.Entry<String, Json> field : fields) {
        field(field.getKey(), field.getValue(), written);
      }

      out.append('{').append(String.join(",", written)).append('}');
    }

    private void field(String name, Json value, List<String> written) {
      boolean target = targets.contains(visited);
      int change = target ? random.nextInt(8) : -1;
      String whole = rendered(value, target && change > 2);
      String key = quoted(name);

      switch (change) {
        case 0 -> {}
        case 1 -> {
          written.add(random.nextInt(written.size() + 1), key + ":" + replacement(value));
          written.add(key + ":" + whole);
        }
        case 2 -> {
          written.add(quoted("unknown" + random.nextInt(5)) + ":" + replacement(value));
          written.add(key + ":" + whole);
        }
        default -> written.add(key + ":" + whole);
      }
    }

    private void changedOrNot(Json value) {
      out.append(rendered(value, targets.contains(visited)));
    }

    private String rendered(Json value, boolean replaced) {
      StringBuilder text = new StringBuilder();
      Writing inner = new Writing(targets, shuffled, text);
      inner.visited = visited;
      inner.write(value);
      visited = inner.visited;
      return replaced ? replacement(value) : text.toString();
    }

    private void string(String text) {
      out.append(quoted(text));
    }
  }

  private String replacement(Json value) {
    return switch (random.nextInt(4)) {
      case 0 -> LITERALS.get(random.nextInt(LITERALS.size()));
      case 1 -> quoted(TEXTS.get(random.nextInt(TEXTS.size())));
      case 2 ->
          value instanceof Json.Num number
              ? quoted(number.text())
              : value instanceof Json.Text text
                  ? "[" + quoted(text.text()) + ",\"\"]"
                  : "[1,\"2\"]";
      default ->
          value instanceof Json.Text text
              ? quoted(text.text().toUpperCase(Locale.ROOT) + random.nextInt(10))
              : String.valueOf(random.nextLong());
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");

    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);

      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }

    return quoted.append('"').toString();
  }
}
