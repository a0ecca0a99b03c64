package io.guardlake.setup.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.doctor.CheckResult.Level;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportStatements;
import io.guardlake.setup.policy.OwnStatement;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final String KEY =
      "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555";
  private static final String READER = "arn:aws:iam::222222222222:role/R";
  private static final SetupConfig CONFIG =
      ConfigReader.read(
          "setup.yaml",
          """
          accounts:
            security: {id: "222222222222"}
          frequency: FIFTEEN_MINUTES
          bucket: {mode: EXISTING, name: findings, region: eu-west-1, prefix: guardduty}
          key: {mode: EXISTING, arn: "%s"}
          readers: ["%s"]
          """
              .formatted(KEY, READER));

  private Seen<Identity> identity =
      Seen.present(new Identity("222222222222", "arn:aws:iam::222222222222:role/S"));
  private Seen<String> keyPolicy =
      Seen.present(policy(own(OwnStatement.EXPORT_KEY), own(OwnStatement.READERS_DECRYPT)));
  private Seen<String> bucketPolicy =
      Seen.present(
          policy(
              own(OwnStatement.EXPORT_LOCATION),
              own(OwnStatement.EXPORT_WRITE),
              own(OwnStatement.DENY_INSECURE_TRANSPORT)));
  private String keyState = "Enabled";
  private Set<BucketGuard> guards = Set.of(BucketGuard.values());
  private Set<String> markers = Set.of("guardduty/");
  private final List<LifecycleRule> lifecycle = new ArrayList<>();
  private final TreeMap<String, RegionState> regions = new TreeMap<>();
  private final TreeMap<String, Seen<List<String>>> suppressions = new TreeMap<>();

  @Test
  void findsNothingWrongWithAnExportThatIsWell() {
    region("eu-west-1", "PUBLISHING", "FIFTEEN_MINUTES");
    region("us-east-1", "PUBLISHING", "FIFTEEN_MINUTES");

    assertThat(examine()).extracting(CheckResult::level).containsOnly(Level.PASS);
    assertThat(examine())
        .extracting(CheckResult::check)
        .contains("identity", "key.policy", "bucket.policy", "reader.decrypt", "destination");
  }

  @Test
  void saysTheStatementThatMendsABrokenKeyPolicyAndItDoes() {
    region("eu-west-1", "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "FIFTEEN_MINUTES");
    keyPolicy = Seen.present(policy(own(OwnStatement.READERS_DECRYPT)));

    CheckResult found = one("key.policy");

    assertThat(found.level()).isEqualTo(Level.FAIL);
    assertThat(one("destination").evidence()).contains("UNABLE_TO_PUBLISH", "since 2026-01-01");
    String statement = found.mend().substring(found.mend().indexOf('{'));
    keyPolicy = Seen.present(policy(own(OwnStatement.READERS_DECRYPT), statement));
    assertThat(one("key.policy").level()).isEqualTo(Level.PASS);
  }

  @Test
  void namesTheForeignDenyAndTheExemptionThatMendsIt() {
    region("eu-west-1", "PUBLISHING", "FIFTEEN_MINUTES");
    String deny =
        "{\"Sid\":\"Org\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}%s}}";
    bucketPolicy =
        Seen.present(
            policy(
                own(OwnStatement.EXPORT_LOCATION),
                own(OwnStatement.EXPORT_WRITE),
                deny.formatted("")));

    CheckResult found = one("bucket.policy");

    assertThat(found.level()).isEqualTo(Level.FAIL);
    assertThat(found.evidence()).isEqualTo("Statement \"Org\" denies it.");
    assertThat(found.mend()).contains("\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}");
    bucketPolicy =
        Seen.present(
            policy(
                own(OwnStatement.EXPORT_LOCATION),
                own(OwnStatement.EXPORT_WRITE),
                deny.formatted(",\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}")));
    assertThat(one("bucket.policy").level()).isEqualTo(Level.PASS);
  }

  @Test
  void findsWhatIsWrongWithTheBucket() {
    region("eu-west-1", "PUBLISHING", "FIFTEEN_MINUTES");
    guards = Set.of(BucketGuard.PUBLIC_ACCESS_BLOCK);
    markers = Set.of();
    lifecycle.add(
        new LifecycleRule(
            "all", true, "", Optional.empty(), Optional.of(30), Optional.empty(), new TreeMap<>()));
    bucketPolicy =
        Seen.present(
            policy(
                own(OwnStatement.EXPORT_LOCATION),
                own(OwnStatement.EXPORT_WRITE),
                "{\"Sid\":\"Open\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"s3:Delete*\",\"Resource\":\"*\"}",
                "{\"Sid\":\"Ops\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444444444444\"},\"NotAction\":\"s3:GetObject\",\"Resource\":\"*\"}",
                "{\"Sid\":\"NoAcl\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObjectAcl\",\"Resource\":\"*\"}",
                "{\"Sid\":\"ByHand\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"guardduty.amazonaws.com\"},\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}"));

    assertThat(examine())
        .filteredOn(each -> each.level() != Level.PASS)
        .extracting(each -> each.level() + " " + each.check())
        .containsExactly(
            "WARN bucket.guard",
            "WARN bucket.guard",
            "FAIL bucket.marker",
            "WARN bucket.lifecycle",
            "FAIL bucket.acl",
            "WARN policy.byHand",
            "FAIL bucket.writers",
            "WARN bucket.writers",
            "WARN bucket.transport");
  }

  @Test
  void findsWhatIsWrongWithARegion() {
    region("eu-west-1", "PENDING_VERIFICATION", "SIX_HOURS");
    suppressions.put("eu-west-1", Seen.present(List.of("noise")));
    regions.put("us-east-1", state("us-east-1", Seen.absent()));
    regions.put("us-west-2", state("us-west-2", Seen.unreadable("Denied in us-west-2.")));

    assertThat(examine())
        .filteredOn(each -> each.level() != Level.PASS)
        .extracting(each -> each.level() + " " + each.check() + " " + each.subject())
        .containsExactly(
            "FAIL key.policy us-west-2",
            "FAIL bucket.location us-west-2",
            "FAIL bucket.policy us-west-2",
            "WARN detector.frequency eu-west-1",
            "WARN destination eu-west-1",
            "WARN detector.suppressions eu-west-1",
            "FAIL detector us-east-1",
            "SKIP detector us-west-2");
  }

  @Test
  void skipsWhatItCannotReadAndDoesNotCallItWell() {
    region("eu-west-1", "PUBLISHING", "FIFTEEN_MINUTES");
    keyPolicy = Seen.unreadable("Denied kms:GetKeyPolicy.");
    bucketPolicy = Seen.present("{\"Statement\":[],\"Statement\":[]}");

    assertThat(one("key.policy").level()).isEqualTo(Level.SKIP);
    assertThat(one("bucket.policy").level()).isEqualTo(Level.SKIP);
    assertThat(one("bucket.policy").evidence()).contains("Duplicate field");
  }

  @Test
  void findsAKeyThatIsAboutToBeDeletedAndAReaderThatCannotDecrypt() {
    region("eu-west-1", "PUBLISHING", "FIFTEEN_MINUTES");
    keyState = "PendingDeletion";
    keyPolicy = Seen.present(policy(own(OwnStatement.EXPORT_KEY)));

    assertThat(one("key.state").mend()).contains("cancel-key-deletion");
    assertThat(one("reader.decrypt").level()).isEqualTo(Level.FAIL);
    assertThat(one("reader.decrypt").mend()).contains("kms:EncryptionContext");
  }

  @Test
  void findsTheCredentialsOfAnotherAccount() {
    identity = Seen.present(new Identity("999999999999", "arn:aws:iam::999999999999:user/u"));

    assertThat(one("identity").level()).isEqualTo(Level.FAIL);
    assertThat(one("identity").evidence()).contains("of account 999999999999, not of 222222222222");
  }

  private List<CheckResult> examine() {
    KeyState key =
        new KeyState(
            KeyArn.parse(KEY).orElseThrow(),
            keyState,
            "ENCRYPT_DECRYPT",
            "SYMMETRIC_DEFAULT",
            "CUSTOMER",
            true,
            Set.of(),
            keyPolicy);
    BucketState bucket =
        new BucketState(
            "findings",
            "eu-west-1",
            bucketPolicy,
            guards,
            Optional.of(KEY),
            markers,
            lifecycle,
            List.of());
    return Doctor.examine(
        CONFIG,
        new World(
            Map.of(AccountRole.SECURITY, identity),
            Seen.absent(),
            regions,
            Seen.present(key),
            Seen.present(bucket),
            suppressions,
            Set.of()));
  }

  private CheckResult one(String check) {
    List<CheckResult> found =
        examine().stream().filter(each -> each.check().equals(check)).toList();
    assertThat(found).as(check).hasSize(1);
    return found.get(0);
  }

  private void region(String name, String status, String frequency) {
    DestinationState destination =
        new DestinationState(
            "d1",
            "arn:aws:s3:::findings/guardduty/",
            KEY,
            status,
            status.startsWith("UNABLE")
                ? Optional.of(Instant.parse("2026-01-01T00:00:00Z"))
                : Optional.empty());
    regions.put(
        name,
        state(
            name,
            Seen.present(
                new DetectorState(
                    "detector", true, frequency, new TreeMap<>(), Seen.present(destination)))));
  }

  private static RegionState state(String name, Seen<DetectorState> detector) {
    return new RegionState(
        name,
        OptIn.DEFAULT,
        Seen.absent(),
        detector,
        Seen.absent(),
        Seen.absent(),
        new TreeMap<>());
  }

  /** One of our statements, for eu-west-1 and us-east-1. */
  private static String own(OwnStatement own) {
    ExportGrant grant =
        Patient.of(
                CONFIG,
                new World(
                    Map.of(),
                    Seen.absent(),
                    new TreeMap<>(
                        Map.of(
                            "eu-west-1", state("eu-west-1", Seen.absent()),
                            "us-east-1", state("us-east-1", Seen.absent()))),
                    Seen.absent(),
                    Seen.absent(),
                    new TreeMap<>(),
                    Set.of()))
            .grant();
    return ExportStatements.write(own, grant).text();
  }

  private static String policy(String... statements) {
    return Stream.of(statements)
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }
}
