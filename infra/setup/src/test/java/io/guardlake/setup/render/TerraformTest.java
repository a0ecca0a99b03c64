package io.guardlake.setup.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Terraform files: reviewed, formatted, and of attributes that the provider publishes. */
class TerraformTest {
  private static final Pattern RESOURCE = Pattern.compile("resource \"(\\w+)\" \"\\w+\" \\{");
  private static final Pattern BLOCK = Pattern.compile("\\s+(\\w+) \\{");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s+(\\w+)\\s+= (.*)");
  private static final Set<String> META = Set.of("for_each", "provider", "depends_on", "lifecycle");

  @Test
  void theReviewedFilesAreWhatIsRendered() throws IOException {
    Reviewed.check("infra/terraform", Terraform.files(Renderings.example()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example", "existing", "alone"})
  void everyArgumentIsOneThatTheProviderPublishes(String what) throws IOException {
    JsonNode known = known();
    int resources = 0;

    for (String text : files(what).values()) {
      for (String body : text.split("(?m)(?=^resource )", -1)) {
        Matcher head = RESOURCE.matcher(body);

        if (head.lookingAt()) {
          resources++;
          assertThat(known.has(head.group(1))).as(head.group(1)).isTrue();
          check(known.path(head.group(1)), head.group(1), body);
        }
      }
    }

    assertThat(resources).isGreaterThan(3);
  }

  @Test
  void aBucketOfOthersGetsNoMoreThanItsMarker() {
    assertThat(Terraform.files(Renderings.existing()).get("storage.tf"))
        .contains("resource \"aws_s3_object\" \"export\"")
        .doesNotContain("aws_s3_bucket_policy", "aws_s3_bucket_lifecycle", "aws_kms_key");
  }

  @Test
  void textsCannotBecomeExpressions() {
    assertThat(Hcl.quoted("a\"b\\${c}%{d}")).isEqualTo("\"a\\\"b\\\\$${c}%%{d}\"");
  }

  @Test
  void isFormattedAsTerraformFormats(@TempDir Path folder) throws Exception {
    assumeTrue(
        CloudFormationTest.answers("terraform", "-version"), "SKIPPED: terraform is not installed");

    for (String what : List.of("example", "existing", "alone")) {
      Path files = Files.createDirectories(folder.resolve(what));

      for (Map.Entry<String, String> file : files(what).entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
    }

    Path said = folder.resolve("said.txt");
    Process format =
        new ProcessBuilder("terraform", "fmt", "-check", "-diff", "-recursive", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(format.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(format.exitValue()).as(Files.readString(said)).isZero();
  }

  /** Reads a resource as it is written: an argument or a block a line. */
  private static void check(JsonNode known, String type, String body) {
    Deque<String> path = new ArrayDeque<>();
    Set<String> given = new TreeSet<>();
    int value = 0;

    for (String line : body.lines().skip(1).toList()) {
      Matcher block = BLOCK.matcher(line);
      Matcher attribute = ATTRIBUTE.matcher(line);

      if (value > 0) {
        value += depth(line);
      } else if (block.matches()) {
        path.addLast(block.group(1));
        require(known, type, String.join("/", path), given);
      } else if (attribute.matches()) {
        path.addLast(attribute.group(1));
        require(known, type, String.join("/", path), given);
        path.removeLast();
        value = depth(attribute.group(2));
      } else if (line.strip().equals("}") && !path.isEmpty()) {
        path.removeLast();
      } else if (line.equals("}")) {
        break;
      }
    }

    known
        .properties()
        .forEach(
            each -> {
              if (!each.getKey().contains("/") && each.getValue().asText().equals("required")) {
                assertThat(given).as(type).contains(each.getKey());
              }
            });
  }

  private static void require(JsonNode known, String type, String name, Set<String> given) {
    given.add(name);
    assertThat(META.contains(name.split("/", -1)[0]) || known.has(name))
        .as("%s of %s", name, type)
        .isTrue();
  }

  private static int depth(String text) {
    int depth = 0;

    for (char sign : text.replaceAll("\"[^\"]*\"", "").toCharArray()) {
      depth += sign == '{' || sign == '[' || sign == '(' ? 1 : 0;
      depth -= sign == '}' || sign == ']' || sign == ')' ? 1 : 0;
    }

    return depth;
  }

  private static SortedMap<String, String> files(String what) {
    return Terraform.files(
        switch (what) {
          case "example" -> Renderings.example();
          case "existing" -> Renderings.existing();
          default -> Renderings.alone();
        });
  }

  private static JsonNode known() throws IOException {
    try (InputStream list = TerraformTest.class.getResourceAsStream("terraform-attributes.json")) {
      return new ObjectMapper().readTree(list).path("resources");
    }
  }
}
