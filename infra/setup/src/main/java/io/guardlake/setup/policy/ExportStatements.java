package io.guardlake.setup.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes our statements. GuardDuty's are those of its user guide ("Exporting findings"), with one
 * list of regions instead of one statement a detector. A region has at most one detector of an
 * account, so {@code detector/*} of a region and an account names exactly it, before it is made and
 * when it is made anew.
 */
public final class ExportStatements {
  private final ExportGrant grant;
  private final String bucketArn;
  private final String objectArns;

  private ExportStatements(ExportGrant grant) {
    this.grant = grant;
    this.bucketArn = grant.partition().bucketArn(grant.bucket());
    // Not AWSLogs/ACCOUNT/...: GuardDuty tries the prefix itself when it checks its access.
    this.objectArns = bucketArn + "/" + grant.keyPrefix() + "*";
  }

  /** One of our statements. Readers' statements need at least one reader they are for. */
  public static Statement write(OwnStatement own, ExportGrant grant) {
    ObjectNode node = new ExportStatements(grant).node(own);
    return new Statement(node.toString());
  }

  /** The readers whose account is not the bucket's, and who need its policy's word. */
  public static List<String> foreignReaders(ExportGrant grant) {
    return grant.readers().stream()
        .filter(reader -> !reader.contains("::" + grant.bucketAccount() + ":"))
        .toList();
  }

  private ObjectNode node(OwnStatement own) {
    ObjectNode node = PolicyJson.MAPPER.createObjectNode();
    node.put("Sid", own.sid(grant.setup()));

    return switch (own) {
      case EXPORT_KEY ->
          exporter(node, "Allow", "kms:GenerateDataKey", "*").set("Condition", fromOurDetectors());
      case EXPORT_LOCATION ->
          exporter(node, "Allow", "s3:GetBucketLocation", bucketArn)
              .set("Condition", fromOurDetectors());
      case EXPORT_WRITE ->
          exporter(node, "Allow", "s3:PutObject", objectArns).set("Condition", fromOurDetectors());
      case EXPORT_FOLDER -> {
        node.put("Effect", "Allow");
        node.set("Principal", kind("AWS", List.of(grant.partition().rootArn(grant.account()))));
        node.set("Action", strings(List.of("s3:GetObject", "s3:ListBucket")));
        yield node.set(
            "Resource", strings(List.of(bucketArn, bucketArn + "/" + grant.keyPrefix())));
      }
      case DENY_UNENCRYPTED ->
          exporter(node, "Deny", "s3:PutObject", objectArns)
              .set("Condition", notEqual("s3:x-amz-server-side-encryption", "aws:kms"));
      case DENY_OTHER_KEY ->
          exporter(node, "Deny", "s3:PutObject", objectArns)
              .set(
                  "Condition",
                  notEqual("s3:x-amz-server-side-encryption-aws-kms-key-id", grant.keyArn()));
      case DENY_INSECURE_TRANSPORT -> {
        node.put("Effect", "Deny").put("Principal", "*").put("Action", "s3:*");
        node.set("Resource", strings(List.of(bucketArn, bucketArn + "/*")));
        yield node.set("Condition", operator("Bool", Map.of("aws:SecureTransport", "false")));
      }
      case READERS_DECRYPT ->
          readers(node, grant.readers(), "kms:Decrypt", "*").set("Condition", throughTheBucket());
      case READERS_LIST -> readers(node, foreignReaders(grant), "s3:ListBucket", bucketArn);
      case READERS_GET -> readers(node, foreignReaders(grant), "s3:GetObject", objectArns);
    };
  }

  private ObjectNode exporter(ObjectNode node, String effect, String action, String resource) {
    List<String> services = new ArrayList<>(List.of(GuardDutyPrincipal.GLOBAL));
    grant.regionalPrincipals().forEach(region -> services.add(GuardDutyPrincipal.of(region)));
    node.put("Effect", effect).set("Principal", kind("Service", services));
    return node.put("Action", action).put("Resource", resource);
  }

  private ObjectNode readers(ObjectNode node, List<String> roles, String action, String resource) {
    node.put("Effect", "Allow").set("Principal", kind("AWS", roles));
    return node.put("Action", action).put("Resource", resource);
  }

  private ObjectNode fromOurDetectors() {
    List<String> arns = new ArrayList<>();

    switch (grant.scope()) {
      case EACH_REGION ->
          grant
              .regions()
              .forEach(
                  region -> arns.add(grant.partition().detectorArn(region, grant.account(), "*")));
      case ANY_REGION -> arns.add(grant.partition().detectorArn("*", grant.account(), "*"));
    }

    ObjectNode condition = operator("StringEquals", Map.of("aws:SourceAccount", grant.account()));
    condition.putObject("ArnLike").set("aws:SourceArn", oneOrMany(arns));
    return condition;
  }

  /**
   * Only through S3, and only for what this bucket holds. The encryption context is the object's
   * ARN, or the bucket's where Bucket Keys are on.
   */
  private ObjectNode throughTheBucket() {
    ObjectNode condition =
        operator(
            "StringEquals",
            Map.of(
                "kms:ViaService",
                "s3.%s.%s".formatted(grant.bucketRegion(), grant.partition().dnsSuffix())));
    condition
        .putObject("StringLike")
        .set("kms:EncryptionContext:aws:s3:arn", strings(List.of(bucketArn, objectArns)));
    return condition;
  }

  private static ObjectNode notEqual(String key, String value) {
    return operator("StringNotEquals", Map.of(key, value));
  }

  private static ObjectNode operator(String name, Map<String, String> values) {
    ObjectNode condition = PolicyJson.MAPPER.createObjectNode();
    ObjectNode keys = condition.putObject(name);
    new TreeMap<>(values).forEach(keys::put);
    return condition;
  }

  private static ObjectNode kind(String kind, List<String> values) {
    ObjectNode principal = PolicyJson.MAPPER.createObjectNode();
    principal.set(kind, oneOrMany(values));
    return principal;
  }

  private static JsonNode oneOrMany(List<String> values) {
    return values.size() == 1
        ? PolicyJson.MAPPER.getNodeFactory().textNode(values.get(0))
        : strings(values);
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = PolicyJson.MAPPER.createArrayNode();
    values.forEach(array::add);
    return array;
  }
}
