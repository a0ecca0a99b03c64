package io.guardlake.setup.render;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.SetupConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The least that the role of an account must be allowed for a configuration: an identity policy.
 * Actions are named as IAM names them
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/), which is not always as the
 * API does.
 */
public final class RolePolicy {
  /** What the role is for. */
  public enum Use {
    /** doctor, plan, status. */
    LOOK,
    /** apply, verify, destroy as well. */
    CHANGE
  }

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String ANY = "*";

  private final SetupConfig config;
  private final AccountRole role;
  private final Use use;
  private final Partition partition;
  private final ArrayNode statements = MAPPER.createArrayNode();

  private RolePolicy(SetupConfig config, AccountRole role, Use use) {
    this.config = requireNonNull(config, "config is null");
    this.role = requireNonNull(role, "role is null");
    this.use = requireNonNull(use, "use is null");
    this.partition = Partition.ofRegion(config.bucket().region());
  }

  /** The policy of a role; empty where the configuration has no such account. */
  public static Optional<String> of(SetupConfig config, AccountRole role, Use use) {
    return config.accounts().in(role).map(access -> new RolePolicy(config, role, use).write());
  }

  private String write() {
    if (role == AccountRole.MANAGEMENT) {
      management();
    }

    if (role == AccountRole.SECURITY) {
      security();
    }

    String account = config.accounts().in(role).orElseThrow().id();

    if (account.equals(config.keyAccount())) {
      key();
    }

    if (role == config.bucket().owner()) {
      bucket();
    }

    ObjectNode policy = MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.set("Statement", statements);
    return policy.toPrettyString();
  }

  private void management() {
    look(
        "Organization",
        ANY,
        "organizations:DescribeOrganization",
        "organizations:ListAccounts",
        "organizations:ListAccountsForParent",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListOrganizationalUnitsForParent",
        "organizations:ListRoots",
        "organizations:ListTagsForResource",
        "guardduty:ListOrganizationAdminAccounts",
        "guardduty:ListDetectors");
    change(
        "Delegate",
        ANY,
        "guardduty:EnableOrganizationAdminAccount",
        "organizations:EnableAWSServiceAccess",
        "organizations:RegisterDelegatedAdministrator",
        "organizations:ListDelegatedAdministrators",
        "organizations:DescribeAccount",
        "organizations:DescribeOrganizationalUnit",
        "guardduty:CreateDetector",
        "guardduty:UpdateDetector");
    serviceLinkedRoles();
  }

  private void security() {
    look("Regions", ANY, "account:ListRegions");
    look(
        "GuardDuty",
        ANY,
        "guardduty:ListDetectors",
        "guardduty:GetDetector",
        "guardduty:ListPublishingDestinations",
        "guardduty:DescribePublishingDestination",
        "guardduty:DescribeOrganizationConfiguration",
        "guardduty:ListMembers",
        "guardduty:GetMemberDetectors",
        "guardduty:ListFilters",
        "guardduty:GetFilter",
        "guardduty:ListFindings",
        "guardduty:GetFindings");
    change(
        "GuardDutyChange",
        ANY,
        "guardduty:CreateDetector",
        "guardduty:UpdateDetector",
        "guardduty:CreatePublishingDestination",
        "guardduty:UpdatePublishingDestination",
        "guardduty:DeletePublishingDestination",
        "guardduty:UpdateOrganizationConfiguration",
        "guardduty:CreateMembers",
        "guardduty:UpdateMemberDetectors",
        "guardduty:CreateSampleFindings",
        "guardduty:ArchiveFindings");
    change(
        "SeeServiceLinkedRoles",
        "arn:%s:iam::*:role/aws-service-role/*guardduty.amazonaws.com/*".formatted(partition.id()),
        "iam:GetRole");
    serviceLinkedRoles();

    if (role != config.bucket().owner()) {
      // GuardDuty asks as the caller whether the folder is there.
      change("SeeFolder", bucketArn(), "s3:ListBucket");
      change("SeeMarker", objectArn(config.bucket().keyPrefix()), "s3:GetObject");
    }
  }

  private void serviceLinkedRoles() {
    if (use == Use.CHANGE) {
      ObjectNode statement =
          statement("ServiceLinkedRoles", ANY, List.of("iam:CreateServiceLinkedRole"));
      ArrayNode services =
          statement.putObject("Condition").putObject("StringEquals").putArray("iam:AWSServiceName");
      services.add("guardduty.amazonaws.com").add("malware-protection.guardduty.amazonaws.com");
    }
  }

  private void key() {
    String arn =
        config.key() instanceof KeyWish.ExistingKey existing
            ? existing.arn().toString()
            : new KeyArn(partition.id(), config.bucket().region(), config.keyAccount(), ANY)
                .toString();
    look(
        "Key",
        arn,
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags");
    look("Keys", ANY, "kms:ListAliases", "kms:ListKeys");
    change("KeyChange", arn, "kms:PutKeyPolicy", "kms:GenerateDataKey");

    if (config.key() instanceof KeyWish.NewKey) {
      change("NewKey", ANY, "kms:CreateKey", "kms:TagResource");
      change("NameKey", ANY, "kms:CreateAlias");
      change("RotateKey", arn, "kms:EnableKeyRotation");
    }
  }

  private void bucket() {
    look(
        "Bucket",
        bucketArn(),
        "s3:GetBucketLocation",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetBucketNotification",
        "s3:ListBucket");
    look("Objects", objectArn(config.bucket().keyPrefix() + ANY), "s3:GetObject");
    change(
        "BucketChange",
        bucketArn(),
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
        "s3:PutLifecycleConfiguration",
        "s3:PutBucketNotification",
        "s3:CreateBucket",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration");

    if (config.bucket().prefix().isPresent()) {
      change("Marker", objectArn(config.bucket().keyPrefix()), "s3:PutObject");
    }
  }

  private void look(String sid, String resource, String... actions) {
    statement(sid, resource, List.of(actions));
  }

  private void change(String sid, String resource, String... actions) {
    if (use == Use.CHANGE) {
      statement(sid, resource, List.of(actions));
    }
  }

  private ObjectNode statement(String sid, String resource, List<String> actions) {
    ObjectNode statement = statements.addObject().put("Sid", sid).put("Effect", "Allow");
    ArrayNode names = statement.putArray("Action");
    List<String> sorted = new ArrayList<>(actions);
    sorted.sort(String::compareTo);
    sorted.forEach(names::add);
    return statement.put("Resource", resource);
  }

  private String bucketArn() {
    return partition.bucketArn(config.bucket().name());
  }

  private String objectArn(String key) {
    return bucketArn() + "/" + key;
  }
}
