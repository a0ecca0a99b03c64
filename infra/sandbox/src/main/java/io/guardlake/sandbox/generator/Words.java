package io.guardlake.sandbox.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that made-up companies give their things, from a list among the resources. */
final class Words {
  private static final String LIST = "words.txt";
  private static final Map<String, List<String>> SECTIONS = read();

  static final List<String> PEOPLE = section("people");
  static final List<String> TEAMS = section("teams");
  static final List<String> STAGES = section("stages");
  static final List<String> SERVICES = section("services");
  static final List<String> NAMESPACES = section("namespaces");
  static final List<String> INSTANCE_TYPES = section("instance types");
  static final List<String> IMAGE_DESCRIPTIONS = section("image descriptions");
  static final List<String> WINDOWS_IMAGE_DESCRIPTIONS = section("windows image descriptions");
  static final List<String> DOMAINS = section("domains");
  static final List<String> USER_AGENTS = section("user agents");
  static final List<String> THREAT_LISTS = section("threat lists");
  static final List<String> THREAT_NAMES = section("threat names");

  static final List<String> COMMANDS = section("commands");

  /** As in the indicators of attack sequences. */
  static final List<String> TACTICS = section("tactics");

  /** As in the indicators of attack sequences: the number at MITRE, then the names. */
  static final List<String> TECHNIQUES = section("techniques");

  static final List<String> MODELS = section("models");

  private Words() {}

  private static List<String> section(String name) {
    List<String> words = SECTIONS.get(name);

    if (words == null) {
      throw new IllegalStateException("The resource " + LIST + " has no section " + name + ".");
    }

    return List.copyOf(words);
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();

    for (String line : Table.lines(LIST)) {
      if (line.startsWith("[")) {
        section = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else {
        section.add(line);
      }
    }

    return sections;
  }
}
