package io.guardlake.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guardlake.schemas.yaml.YamlException;
import io.guardlake.setup.arn.KeyArn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final String SMALLEST =
      """
      accounts:
        security: {id: "012345678901"}
      bucket: {mode: EXISTING, name: findings, region: eu-west-1}
      key: {mode: EXISTING, arn: "arn:aws:kms:eu-west-1:444444444444:key/11111111-2222-3333-4444-555555555555"}
      """;

  @Test
  void leavesEmptyWhatTheFileLeavesOut() {
    SetupConfig config = ConfigReader.read("setup.yaml", SMALLEST);

    assertThat(config)
        .isEqualTo(
            new SetupConfig(
                "Main",
                new Accounts(
                    Optional.empty(),
                    new AccountAccess(
                        "012345678901", Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty()),
                Optional.empty(),
                new RegionChoice(List.of(), List.of()),
                Optional.empty(),
                new BucketWish(
                    ResourceMode.EXISTING,
                    "findings",
                    "eu-west-1",
                    AccountRole.SECURITY,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new KeyWish.ExistingKey(
                    new KeyArn(
                        "aws",
                        "eu-west-1",
                        "444444444444",
                        "11111111-2222-3333-4444-555555555555")),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    assertThat(config.keyAccount()).isEqualTo("444444444444");
    assertThat(config.bucketAccount()).isEqualTo("012345678901");
  }

  @Test
  void readsEachFieldOfTheExample() {
    SetupConfig config = ConfigReader.read("setup.example.yaml", Examples.yaml());

    assertThat(config.accounts().management().orElseThrow().role())
        .contains("arn:aws:iam::111111111111:role/GuardlakeSetup");
    assertThat(config.accounts().security().profile()).contains("security");
    assertThat(config.accounts().logging().orElseThrow().externalId()).contains("guardlake");
    assertThat(config.organization())
        .contains(
            new OrganizationWish(
                Optional.of(AutoEnable.ALL),
                Optional.of(MemberEnrolment.ENROLL),
                Optional.of(ManagementDetector.CREATE)));
    assertThat(config.regions()).isEqualTo(new RegionChoice(List.of(), List.of("ap-northeast-3")));
    assertThat(config.frequency()).contains(ExportFrequency.FIFTEEN_MINUTES);
    assertThat(config.bucket())
        .isEqualTo(
            new BucketWish(
                ResourceMode.NEW,
                "example-guardduty-findings",
                "eu-west-1",
                AccountRole.LOGGING,
                Optional.of("guardduty"),
                Optional.of(Set.of(StrictDeny.values())),
                Optional.of(
                    new LifecycleWish(
                        Optional.of(1095),
                        Optional.of(30),
                        List.of(new LifecycleWish.Transition(90, "GLACIER_IR"))))));
    assertThat(config.key())
        .isEqualTo(new KeyWish.NewKey("alias/guardduty-findings", AccountRole.SECURITY));
    assertThat(config.features())
        .containsExactly(
            new FeatureWish(
                "S3_DATA_EVENTS",
                Optional.of(FeatureState.ENABLED),
                Optional.of(AutoEnable.ALL),
                Optional.of(FeatureState.ENABLED),
                Set.of(),
                List.of()),
            new FeatureWish(
                "RUNTIME_MONITORING",
                Optional.of(FeatureState.ENABLED),
                Optional.of(AutoEnable.NEW),
                Optional.empty(),
                Set.of("EKS_ADDON_MANAGEMENT"),
                List.of("me-central-1")));
    assertThat(config.readers())
        .contains(List.of("arn:aws:iam::222222222222:role/GuardlakeIngest"));
    assertThat(config.queue()).contains("arn:aws:sqs:eu-west-1:333333333333:guardduty-findings");
  }

  @Test
  void tellsAnEmptyListFromNone() {
    SetupConfig config =
        ConfigReader.read(
            "setup.yaml",
            SMALLEST.replace("region: eu-west-1}", "region: eu-west-1, strictDenies: []}")
                + "readers: []\n");

    assertThat(config.readers()).contains(List.of());
    assertThat(config.bucket().strictDenies()).contains(Set.of());
  }

  @Test
  void findsEveryErrorAtOnceEachWithItsLineAndField() {
    String yaml =
        """
        accounts:
          security:
            id: 12345
          loging:
            id: "333333333333"
        frequency: hourly
        bucket:
          mode: NEW
          name: Findings
          prefix: /guardduty/
        key:
          mode: EXISTING
          arn: alias/findings
        features:
          - autoEnable: ALL
        """;

    YamlException thrown =
        catchThrowableOfType(YamlException.class, () -> ConfigReader.read("s.yaml", yaml));

    assertThat(thrown.problems())
        .extracting(problem -> problem.line() + " " + problem.field())
        .containsExactly(
            "3 accounts.security.id",
            "4 accounts.loging",
            "6 frequency",
            "8 bucket.region",
            "9 bucket.name",
            "10 bucket.prefix",
            "13 key.arn",
            "15 features[0].name");
    assertThat(thrown)
        .hasMessageContaining("s.yaml:3:9: accounts.security.id: '12345' must be the twelve digits")
        .hasMessageContaining("is no field here; there are: security, management, logging.")
        .hasMessageContaining("'hourly' must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS")
        .hasMessageContaining("aws kms describe-key --key-id alias/findings");
  }

  @Test
  void refusesWhatDoesNotAgree() {
    assertProblem(
        SMALLEST.replace("kms:eu-west-1", "kms:us-east-1"),
        "is in us-east-1 and the bucket in eu-west-1");
    assertProblem(
        SMALLEST.replace("region: eu-west-1}", "region: eu-west-1, owner: LOGGING}"),
        "accounts.logging is missing");
    assertProblem(SMALLEST + "organization: {}\n", "needs accounts.management");
    assertProblem(
        SMALLEST + "regions: {include: [eu-west-1, cn-north-1]}\n", "in another partition");
    assertProblem(
        SMALLEST + "readers: [\"arn:aws-cn:iam::012345678901:role/R\"]\n", "is in partition aws");
    assertProblem(
        SMALLEST + "features: [{name: RUNTIME_MONITORING}, {name: EKS_RUNTIME_MONITORING}]\n",
        "GuardDuty refuses together");
    assertProblem(SMALLEST + "features: [{name: A}, {name: A}]\n", "has A twice");
    assertProblem(
        SMALLEST + "features: [{name: A, autoEnable: ALL}]\n", "there is no organization");
    assertProblem(
        SMALLEST + "queue: arn:aws:sqs:us-east-1:012345678901:q\n", "queues of its own region");
    assertProblem(
        SMALLEST.replace(
            "\"012345678901\"}", "\"012345678901\", role: \"arn:aws:iam::111111111111:role/R\"}"),
        "role of another account");
    assertProblem(
        SMALLEST + "regions: {include: [eu-west-1], exclude: [eu-west-1]}\n",
        "included and excluded");
    assertProblem(SMALLEST + "name: A\nname: B\n", "is given twice");
    assertProblem(
        SMALLEST.replace(
            "region: eu-west-1}",
            "region: eu-west-1, lifecycle: {expireAfterDays: 30, transitions: [{afterDays: 90,"
                + " storageClass: GLACIER}]}}"),
        "later than the last transition");
    assertProblem(
        SMALLEST.replace("mode: EXISTING, arn", "mode: EXISTING, alias: alias/a, arn"),
        "drop alias and owner");
  }

  @Test
  void saysWhereTextIsNoYaml() {
    YamlException thrown =
        catchThrowableOfType(
            YamlException.class, () -> ConfigReader.read("s.yaml", "accounts:\n  a: [1\nb: 2\n"));

    assertThat(thrown).hasMessageStartingWith("s.yaml:3:").hasMessageContaining("not YAML");
    assertProblem("", "is empty");
    assertProblem("- a\n", "must be a mapping");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("setup.yaml"), SMALLEST);

    assertThat(ConfigReader.read(file)).isEqualTo(ConfigReader.read("setup.yaml", SMALLEST));
  }

  private static void assertProblem(String yaml, String part) {
    YamlException thrown =
        catchThrowableOfType(YamlException.class, () -> ConfigReader.read("setup.yaml", yaml));

    assertThat(thrown).isNotNull().hasMessageContaining(part);
  }
}
