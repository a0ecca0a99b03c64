package io.guardlake.schemas.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what a fuzzer starts from: a generated finding of every type, and a dictionary of the field
 * names. The corpus that is kept was made from these, minimised.
 */
final class FuzzSeeds {
  private static final int FINDINGS = 5_000;
  private static final Pattern TYPE = Pattern.compile("\"type\":\"([^\"]+)\"");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]+");

  private FuzzSeeds() {}

  /** Takes the directory of the seeds and the file of the dictionary. */
  public static void main(String[] arguments) throws IOException {
    Path seeds = Files.createDirectories(Path.of(arguments[0]));
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.of(2026, 3, 1)).withFindings(FINDINGS));
    Set<String> types = new HashSet<>();

    for (int i = 0; i < FINDINGS; i++) {
      byte[] line = generator.line(i, 0);
      Matcher type = TYPE.matcher(new String(line, UTF_8));

      if (type.find() && types.add(type.group(1))) {
        Files.write(seeds.resolve("seed-" + types.size()), line);
      }
    }

    Files.writeString(Path.of(arguments[1]), dictionary());
  }

  private static String dictionary() throws IOException {
    Set<String> words = new TreeSet<>();
    String table =
        new String(
            FuzzSeeds.class
                .getResourceAsStream("/io/guardlake/schemas/oracle/oracle-columns.txt")
                .readAllBytes(),
            UTF_8);

    table
        .lines()
        .filter(line -> line.startsWith("  "))
        .forEach(line -> NAME.matcher(line).results().forEach(word -> words.add(word.group())));

    StringBuilder dictionary = new StringBuilder();
    words.forEach(word -> dictionary.append("\"\\\"").append(word).append("\\\":\"\n"));

    for (String literal :
        new String[] {"null", "true", "false", "\\\\ud800", "1E9", "\\xef\\xbb\\xbf"}) {
      dictionary.append('"').append(literal).append("\"\n");
    }

    return dictionary.toString();
  }
}
