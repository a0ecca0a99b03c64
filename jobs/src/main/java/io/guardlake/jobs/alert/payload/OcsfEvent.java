package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A version of a finding as an event of OCSF 1.1.0, class Detection Finding (2004), by the mapping
 * of the view {@code findings_ocsf}, whose rows these are as JSON: without nulls, and with times as
 * RFC 3339.
 */
public final class OcsfEvent {
  private static final Map<String, String> TACTIC_IDS =
      Map.of(
          "Recon", "TA0043",
          "InitialAccess", "TA0001",
          "Execution", "TA0002",
          "Persistence", "TA0003",
          "PrivilegeEscalation", "TA0004",
          "DefenseEvasion", "TA0005",
          "CredentialAccess", "TA0006",
          "Discovery", "TA0007",
          "Exfiltration", "TA0010",
          "Impact", "TA0040");
  private static final Map<String, String> TACTIC_NAMES =
      Map.of(
          "Recon", "Reconnaissance",
          "InitialAccess", "Initial Access",
          "PrivilegeEscalation", "Privilege Escalation",
          "DefenseEvasion", "Defense Evasion",
          "CredentialAccess", "Credential Access");
  private static final String BETWEEN = " - ";
  private static final List<String> ACTIVITIES = List.of("Unknown", "Create", "Update");
  private static final int CLASS = 2004;
  private static final int MOST_PERCENT = 100;

  private final TableRow row;
  private final String accountName;

  private OcsfEvent(TableRow row, String accountName) {
    this.row = row;
    this.accountName = accountName;
  }

  /**
   * The event.
   *
   * @param accountName null where it is not known
   */
  public static ObjectNode of(TableRow row, String accountName) {
    return new OcsfEvent(row, accountName).event();
  }

  private ObjectNode event() {
    int activity = activity();
    Object line = row.cell(FindingColumn.FINDING_JSON);
    return new OcsfObject()
        .with("activity_id", activity)
        .with("activity_name", ACTIVITIES.get(activity))
        .with("category_uid", 2)
        .with("category_name", "Findings")
        .with("class_uid", CLASS)
        .with("class_name", "Detection Finding")
        .with("type_uid", CLASS * 100 + activity)
        .with("type_name", "Detection Finding: " + ACTIVITIES.get(activity))
        .withTime("time", row.cell(FindingColumn.UPDATED_AT))
        .with("severity_id", severityId())
        .with("severity", severityCaption())
        .with("status_id", 1)
        .with("status", "New")
        .with("confidence_score", confidence())
        .with("count", count())
        .withTime("start_time", row.cell(FindingColumn.FIRST_SEEN_AT))
        .withTime("end_time", row.cell(FindingColumn.LAST_SEEN_AT))
        .with("message", text(FindingColumn.DESCRIPTION))
        .with("metadata", metadata())
        .with("cloud", cloud())
        .with("finding_info", info())
        .with("evidences", new OcsfEvidence(row).evidences())
        .with("resources", resources())
        .with("observables", observables())
        .with("unmapped", unmapped())
        .with("raw_data", line == null ? null : new String((byte[]) line, StandardCharsets.UTF_8))
        .node();
  }

  private int activity() {
    Object created = row.cell(FindingColumn.CREATED_AT);

    if (created == null) {
      return 0;
    }

    return (Long) created >= row.number(FindingColumn.UPDATED_AT) ? 1 : 2;
  }

  private int severityId() {
    return switch (text(FindingColumn.SEVERITY)) {
      case "LOW" -> 2;
      case "MEDIUM" -> 3;
      case "HIGH" -> 4;
      default -> 5;
    };
  }

  private String severityCaption() {
    return switch (text(FindingColumn.SEVERITY)) {
      case "LOW" -> "Low";
      case "MEDIUM" -> "Medium";
      case "HIGH" -> "High";
      default -> "Critical";
    };
  }

  private Integer confidence() {
    Object confidence = row.cell(FindingColumn.CONFIDENCE);
    return confidence == null || (Double) confidence < 0 || (Double) confidence > MOST_PERCENT
        ? null
        : Integer.valueOf((int) Math.round((Double) confidence));
  }

  private Integer count() {
    Object count = row.cell(FindingColumn.OCCURRENCES);
    return count == null || (Long) count < 0 || (Long) count > Integer.MAX_VALUE
        ? null
        : Integer.valueOf(((Long) count).intValue());
  }

  private OcsfObject metadata() {
    return new OcsfObject()
        .with("version", "1.1.0")
        .with("profiles", OcsfObject.texts(List.of("cloud", "datetime")))
        .with(
            "product",
            new OcsfObject()
                .with("name", "GuardDuty")
                .with(
                    "uid",
                    "arn:%s:guardduty:%s::product/aws/guardduty"
                        .formatted(partition(), text(FindingColumn.REGION)))
                .with("vendor_name", "AWS")
                .with(
                    "feature",
                    new OcsfObject()
                        .with("name", text(FindingColumn.FEATURE_NAME))
                        .with("uid", text(FindingColumn.DETECTOR_ID))
                        .orNull()))
        .with("log_version", text(FindingColumn.SCHEMA_VERSION))
        .with("uid", "%s/%d".formatted(uid(), row.number(FindingColumn.VERSION_HASH)))
        .withTime("logged_time", row.cell(FindingColumn.EXPORTED_AT))
        .withTime("processed_time", row.cell(FindingColumn.INGESTED_AT));
  }

  private OcsfObject cloud() {
    return new OcsfObject()
        .with("provider", "AWS")
        .with("region", text(FindingColumn.REGION))
        .with(
            "account",
            new OcsfObject()
                .with("uid", text(FindingColumn.ACCOUNT_ID))
                .with("name", accountName)
                .with("type_id", 10)
                .with("type", "AWS Account"));
  }

  private OcsfObject info() {
    String title = text(FindingColumn.TITLE);
    String type = text(FindingColumn.FINDING_TYPE);
    Object related = row.cell(FindingColumn.RELATED_FINDING_IDS);
    return new OcsfObject()
        .with("uid", uid())
        .with("title", title == null ? type : title)
        .with("desc", text(FindingColumn.DESCRIPTION))
        .with("types", OcsfObject.texts(List.of(type)))
        .withTime("created_time", row.cell(FindingColumn.CREATED_AT))
        .withTime("modified_time", row.cell(FindingColumn.UPDATED_AT))
        .withTime("first_seen_time", row.cell(FindingColumn.FIRST_SEEN_AT))
        .withTime("last_seen_time", row.cell(FindingColumn.LAST_SEEN_AT))
        .with("attacks", attacks())
        .with(
            "related_events",
            related == null
                ? null
                : OcsfObject.array(
                    list(FindingColumn.RELATED_FINDING_IDS).stream()
                        .map(
                            id ->
                                new OcsfObject().with("uid", id).with("type", "GuardDuty finding"))
                        .toList()));
  }

  private ArrayNode attacks() {
    List<OcsfObject> attacks = new ArrayList<>();

    for (String technique : list(FindingColumn.ATTACK_TECHNIQUES)) {
      String[] parts = (technique + BETWEEN).split(BETWEEN, -1);
      attacks.add(new OcsfObject().with("technique", named(parts[1], parts[0])));
    }

    for (String tactic : list(FindingColumn.ATTACK_TACTICS)) {
      attacks.add(new OcsfObject().with("tactic", named(tactic, null)));
    }

    String purpose = text(FindingColumn.THREAT_PURPOSE);

    if (purpose != null && TACTIC_IDS.containsKey(purpose)) {
      attacks.add(
          new OcsfObject()
              .with(
                  "tactic",
                  named(TACTIC_NAMES.getOrDefault(purpose, purpose), TACTIC_IDS.get(purpose))));
    }

    return OcsfObject.array(attacks);
  }

  private static OcsfObject named(String name, String uid) {
    return new OcsfObject().with("name", name).with("uid", uid);
  }

  private ArrayNode resources() {
    List<OcsfObject> resources = new ArrayList<>();
    String main = mainResource();

    if (main != null) {
      resources.add(
          new OcsfObject()
              .with("uid", main)
              .with("type", text(FindingColumn.RESOURCE_TYPE))
              .with("region", text(FindingColumn.REGION))
              .with("cloud_partition", partition()));
    }

    list(FindingColumn.RESOURCE_IDS)
        .forEach(resource -> resources.add(new OcsfObject().with("uid", resource)));
    return OcsfObject.array(resources);
  }

  private String mainResource() {
    String type = text(FindingColumn.RESOURCE_TYPE);
    return switch (type == null ? "" : type) {
      case "Instance" -> text(FindingColumn.INSTANCE_ID);
      case "AccessKey" -> text(FindingColumn.ACCESS_KEY_ID);
      case "S3Bucket", "S3Object" -> first(FindingColumn.BUCKET_NAMES);
      case "EKSCluster", "KubernetesCluster" -> text(FindingColumn.EKS_CLUSTER);
      case "ECSCluster" -> text(FindingColumn.ECS_CLUSTER);
      case "Container" -> text(FindingColumn.CONTAINER_ID);
      case "RDSDBInstance", "RDSLimitlessDB" -> text(FindingColumn.RDS_INSTANCE);
      case "Lambda" -> text(FindingColumn.LAMBDA_FUNCTION_ARN);
      default -> first(FindingColumn.SCANNED_RESOURCE_ARNS);
    };
  }

  private ArrayNode observables() {
    List<OcsfObject> observables = new ArrayList<>();
    list(FindingColumn.ALL_IPS).forEach(ip -> observables.add(observable(2, "IP Address", ip)));
    list(FindingColumn.ALL_DOMAINS)
        .forEach(name -> observables.add(observable(1, "Hostname", name)));
    list(FindingColumn.ALL_HASHES).forEach(hash -> observables.add(observable(8, "Hash", hash)));
    list(FindingColumn.RESOURCE_IDS)
        .forEach(resource -> observables.add(observable(10, "Resource UID", resource)));
    String user = text(FindingColumn.USER_NAME);
    String process = text(FindingColumn.PROCESS_NAME);

    if (user != null) {
      observables.add(observable(4, "User Name", user));
    }

    if (process != null) {
      observables.add(observable(9, "Process Name", process));
    }

    return OcsfObject.array(observables);
  }

  private static OcsfObject observable(int typeId, String type, String value) {
    return new OcsfObject()
        .with("name", "raw_data")
        .with("type_id", typeId)
        .with("type", type)
        .with("value", value);
  }

  private OcsfObject unmapped() {
    List<String> threats = list(FindingColumn.THREAT_NAMES);
    return new OcsfObject()
        .with("finding_id", text(FindingColumn.FINDING_ID))
        .with("severity_score", (Double) row.cell(FindingColumn.SEVERITY_SCORE))
        .with("is_sample", (Boolean) row.cell(FindingColumn.IS_SAMPLE))
        .with("action_type", text(FindingColumn.ACTION_TYPE))
        .with("resource_role", text(FindingColumn.RESOURCE_ROLE))
        .with("sequence_uid", text(FindingColumn.SEQUENCE_UID))
        .with("scan_id", text(FindingColumn.SCAN_ID))
        .with("threat_names", threats.isEmpty() ? null : OcsfObject.texts(threats));
  }

  private String uid() {
    String arn = text(FindingColumn.ARN);
    return arn == null ? text(FindingColumn.FINDING_ID) : arn;
  }

  private String partition() {
    String partition = text(FindingColumn.AWS_PARTITION);
    return partition == null ? "aws" : partition;
  }

  private String first(FindingColumn column) {
    List<String> list = list(column);
    return list.isEmpty() ? null : list.get(0);
  }

  private List<String> list(FindingColumn column) {
    List<String> texts = new ArrayList<>();

    if (row.cell(column) instanceof List<?> list) {
      list.forEach(each -> texts.add((String) each));
    }

    return texts;
  }

  private String text(FindingColumn column) {
    return row.text(column);
  }
}
