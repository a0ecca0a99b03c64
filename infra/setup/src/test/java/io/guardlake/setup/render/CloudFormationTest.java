package io.guardlake.setup.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The CloudFormation templates: reviewed, and of properties that there are. */
class CloudFormationTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Below these anything may stand: policies, and the values of a map. */
  private static final Set<String> FREE =
      Set.of("KeyPolicy", "PolicyDocument", "ParameterValue", "TemplateBody");

  @Test
  void theReviewedTemplatesAreWhatIsRendered() throws IOException {
    Reviewed.check("infra/cloudformation", CloudFormation.files(Renderings.example()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example", "existing", "alone"})
  void everyPropertyIsOneThatTheResourceTypeHas(String what) throws IOException {
    JsonNode known = known();

    for (JsonNode template : templates(what)) {
      for (Map.Entry<String, JsonNode> each : template.path("Resources").properties()) {
        String type = each.getValue().path("Type").asText();
        assertThat(known.has(type)).as("%s is among the known types", type).isTrue();
        JsonNode properties = each.getValue().path("Properties");
        check(known.path(type), "", properties, type);
        known
            .path(type)
            .properties()
            .forEach(
                property -> {
                  if (!property.getKey().contains("/")
                      && property.getValue().asText().equals("required")) {
                    assertThat(properties.has(property.getKey()))
                        .as("%s of %s is required", property.getKey(), type)
                        .isTrue();
                  }
                });
      }
    }
  }

  @Test
  void aSharedPolicyIsNeverATemplates() {
    SortedMap<String, String> files = CloudFormation.files(Renderings.existing());

    assertThat(files)
        .containsKeys(
            "region.yaml",
            "stackset.yaml",
            "key-policy-statements.json",
            "bucket-policy-statements.json")
        .doesNotContainKeys("key.yaml", "bucket.yaml");
    assertThat(files.get("by-hand.md"))
        .contains("key-policy-statements.json", "bucket-policy-statements.json")
        .contains("GuardlakeMainRetention", "put-object");
  }

  @Test
  void theManagementAccountIsReachedByCommandsAlone() {
    SortedMap<String, String> files = CloudFormation.files(Renderings.example());

    assertThat(files.get("stackset.yaml"))
        .contains("reach no management account", "SERVICE_MANAGED", "INTERSECTION");
    assertThat(files.get("by-hand.md"))
        .contains("enable-aws-service-access --service-principal guardduty.amazonaws.com")
        .contains("enable-organization-admin-account --region af-south-1")
        .contains("create-detector --region eu-west-1 --enable")
        .contains("--auto-enable-organization-members ALL")
        .contains("--key guardduty/");
  }

  @Test
  void aSingleAccountDeploysTheRegionsItself() throws IOException {
    SortedMap<String, String> files = CloudFormation.files(Renderings.alone());

    assertThat(files.get("stackset.yaml"))
        .contains("SELF_MANAGED")
        .doesNotContain("OrganizationalUnitId");
    assertThat(files.get("bucket.yaml")).contains("arn:aws-us-gov:s3:::findings/*");
  }

  @Test
  void whatCannotBeDoneIsNotRendered() {
    String optIn =
        Examples.yaml()
            .replace(
                "name: example-guardduty-findings\n  region: eu-west-1",
                "name: a-b\n  region: eu-west-1")
            .replace("include: ALL", "include: [eu-west-1, mars-north-1]");

    assertThatThrownBy(
            () -> Blueprint.of(ConfigReader.read("setup.yaml", optIn), List.of("eu-west-1")))
        .hasMessageContaining("mars-north-1");
  }

  @Test
  void passesCfnLint(@TempDir Path folder) throws Exception {
    assumeTrue(answers("cfn-lint", "--version"), "SKIPPED: cfn-lint is not installed");
    List<String> command =
        new ArrayList<>(List.of("cfn-lint", "-r", "us-east-1", "eu-south-1", "-t"));

    for (String what : List.of("example", "existing", "alone")) {
      for (Map.Entry<String, String> file : files(what).entrySet()) {
        if (file.getKey().endsWith(".yaml")) {
          Path path = folder.resolve(what + "-" + file.getKey());
          Files.writeString(path, file.getValue());
          command.add(path.toString());
        }
      }
    }

    Path said = folder.resolve("said.txt");
    Process lint =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(lint.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(lint.exitValue()).as(Files.readString(said)).isZero();
  }

  static boolean answers(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static SortedMap<String, String> files(String what) {
    return CloudFormation.files(
        switch (what) {
          case "example" -> Renderings.example();
          case "existing" -> Renderings.existing();
          default -> Renderings.alone();
        });
  }

  private static List<JsonNode> templates(String what) {
    return files(what).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".yaml"))
        .map(file -> new Load(LoadSettings.builder().build()).loadFromString(file.getValue()))
        .map(loaded -> MAPPER.<JsonNode>valueToTree(loaded))
        .toList();
  }

  private static void check(JsonNode known, String path, JsonNode node, String type) {
    if (node.isArray()) {
      node.forEach(each -> check(known, path, each, type));
      return;
    }

    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals("Fn::If")) {
        check(known, path, field.getValue().get(1), type);
        check(known, path, field.getValue().get(2), type);
      } else if (!field.getKey().equals("Ref") && !field.getKey().startsWith("Fn::")) {
        String name = path.isEmpty() ? field.getKey() : path + "/" + field.getKey();
        assertThat(known.has(name)).as("%s of %s; known: %s", name, type, names(known)).isTrue();

        if (!FREE.contains(field.getKey())) {
          check(known, name, field.getValue(), type);
        }
      }
    }
  }

  private static Set<String> names(JsonNode known) {
    Set<String> names = new TreeSet<>();
    known.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode known() throws IOException {
    try (InputStream list =
        CloudFormationTest.class.getResourceAsStream("cloudformation-properties.json")) {
      return MAPPER.readTree(list).path("types");
    }
  }
}
