package io.guardlake.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guardlake.schemas.yaml.YamlException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use says what the reader says. */
class SetupSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TREE = tree();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TREE);

  @Test
  void hasTheFieldsOfTheRecords() {
    assertFields("/properties", SetupConfig.class);
    assertFields("/properties/accounts/properties", Accounts.class);
    assertFields("/$defs/account/properties", AccountAccess.class);
    assertFields("/properties/organization/properties", OrganizationWish.class);
    assertFields("/properties/regions/properties", RegionChoice.class);
    assertFields("/properties/bucket/properties", BucketWish.class);
    assertFields("/properties/bucket/properties/lifecycle/properties", LifecycleWish.class);
    assertFields(
        "/properties/bucket/properties/lifecycle/properties/transitions/items/properties",
        LifecycleWish.Transition.class);
    assertFields("/properties/features/items/properties", FeatureWish.class);
  }

  @Test
  void hasTheChoicesOfTheEnums() {
    assertChoices("/properties/frequency/enum", ExportFrequency.values());
    assertChoices("/properties/bucket/properties/mode/enum", ResourceMode.values());
    assertChoices("/properties/bucket/properties/strictDenies/items/enum", StrictDeny.values());
    String organization = "/properties/organization/properties/";
    assertChoices(organization + "autoEnableMembers/enum", AutoEnable.values());
    assertChoices(organization + "existingMembers/enum", MemberEnrolment.values());
    assertChoices(organization + "managementDetector/enum", ManagementDetector.values());
    String feature = "/properties/features/items/properties/";
    assertChoices(feature + "administrator/enum", FeatureState.values());
    assertChoices(feature + "autoEnable/enum", AutoEnable.values());
    assertChoices(feature + "existingMembers/enum", FeatureState.values());
  }

  @Test
  void usesThePatternsOfTheReader() {
    List<String> ours =
        Stream.of(Check.values())
            .flatMap(each -> Stream.ofNullable(each.form()))
            .map(form -> "^" + form.pattern() + "$")
            .toList();

    for (JsonNode pattern : TREE.findValues("pattern")) {
      assertThat(ours.contains(pattern.asText()) || pattern.asText().contains(":kms:"))
          .as(pattern.asText())
          .isTrue();
    }
  }

  @Test
  void saysWhatEachFieldIs() {
    for (JsonNode properties : TREE.findValues("properties")) {
      for (JsonNode property : properties) {
        assertThat(
                property.has("description")
                    || property.has("const")
                    || property.has("minimum")
                    || property.has("enum"))
            .as(property.toString())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void acceptsWhatTheReaderAcceptsAndNothingElse(Change change) throws IOException {
    String yaml = Examples.yaml().replace(change.from(), change.to());
    assertThat(yaml.equals(Examples.yaml())).isEqualTo(change.from().equals(change.to()));

    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    boolean bySchema = SCHEMA.validate(JSON.valueToTree(loaded)).isEmpty();

    assertThat(bySchema).as("schema").isEqualTo(change.good());
    assertThat(reads(yaml)).as("reader").isEqualTo(change.good());
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("name: Main", "name: Main", true),
        new Change("name: Main", "name: My-Setup", false),
        new Change("frequency: FIFTEEN_MINUTES", "frequency: HOURLY", false),
        new Change("frequency: FIFTEEN_MINUTES", "frequence: FIFTEEN_MINUTES", false),
        new Change("include: ALL", "include: [eu-west-1]", true),
        new Change("include: ALL", "include: []", false),
        new Change("include: ALL", "include: SOME", false),
        new Change("prefix: guardduty", "prefix: guardduty/", false),
        new Change("prefix: guardduty", "prefix: a/b", true),
        new Change("owner: LOGGING #", "owner: MANAGEMENT #", false),
        new Change("mode: NEW # NEW |", "mode: OLD # NEW |", false),
        new Change("alias: alias/guardduty-findings", "alias: alias/aws/s3", false),
        new Change("alias: alias/guardduty-findings", "arn: nothing", false),
        new Change("storageClass: GLACIER_IR", "storageClass: COLD", false),
        new Change("expireAfterDays: 1095", "expireAfterDays: 0", false),
        new Change("name: example-guardduty-findings", "name: Bucket", false),
        new Change("guardduty-findings\n", "guardduty-findings.fifo\n", false),
        new Change("agents: [EKS_ADDON_MANAGEMENT]", "agents: EKS_ADDON_MANAGEMENT", false),
        new Change("autoEnable: NEW", "autoEnable: SOME", false),
        new Change("[UNENCRYPTED, OTHER_KEY, INSECURE_TRANSPORT]", "[]", true),
        new Change("[UNENCRYPTED, OTHER_KEY, INSECURE_TRANSPORT]", "[HTTP]", false),
        new Change("id: \"222222222222\"", "id: \"2222\"", false));
  }

  private static boolean reads(String yaml) {
    try {
      ConfigReader.read("setup.yaml", yaml);
      return true;
    } catch (YamlException e) {
      return false;
    }
  }

  private static void assertFields(String pointer, Class<? extends Record> type) {
    Set<String> names = new TreeSet<>();
    TREE.at(pointer).fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .as(type.getSimpleName())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  private static void assertChoices(String pointer, Enum<?>[] choices) {
    List<String> names = new ArrayList<>();
    TREE.at(pointer).forEach(name -> names.add(name.asText()));
    assertThat(names)
        .as(pointer)
        .containsExactlyElementsOf(Stream.of(choices).map(Enum::name).toList());
  }

  private static JsonNode tree() {
    try {
      return JSON.readTree(Examples.schema());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A change of the example, and whether it stays good. */
  record Change(String from, String to, boolean good) {}
}
