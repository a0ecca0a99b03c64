package io.guardlake.jobs.table;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of the findings table as an API call and a port probe would fill them, from a seed. */
public final class SampleRows {
  /** 2026-10-01T00:00:00Z. */
  public static final long DAY_ZERO = 1_790_812_800_000_000L;

  public static final long DAY_MICROS = 86_400_000_000L;
  private static final String[] SEVERITIES = {"LOW", "MEDIUM", "HIGH", "CRITICAL"};
  private static final String[] REGIONS = {"us-east-1", "eu-central-1", "ap-northeast-1"};
  private final Random random;

  public SampleRows(long seed) {
    random = new Random(seed);
  }

  /** A row in any of four severities and two days. */
  public TableRow next() {
    return next(
        SEVERITIES[random.nextInt(SEVERITIES.length)],
        DAY_ZERO + random.nextInt(2) * DAY_MICROS + random.nextInt(86_400) * 1_000_000L);
  }

  public TableRow next(String severity, long updatedAt) {
    Object[] cells = new Object[FindingColumn.values().length];
    String id = hex(32);
    String account = String.valueOf(100_000_000_000L + random.nextInt(20));
    String region = REGIONS[random.nextInt(REGIONS.length)];
    String address = "198.51." + random.nextInt(256) + "." + random.nextInt(256);
    String instance = "i-" + hex(17);
    set(cells, FindingColumn.ACCOUNT_ID, account);
    set(cells, FindingColumn.REGION, region);
    set(cells, FindingColumn.AWS_PARTITION, "aws");
    set(cells, FindingColumn.FINDING_ID, id);
    set(
        cells,
        FindingColumn.ARN,
        "arn:aws:guardduty:" + region + ":" + account + ":detector/d/finding/" + id);
    set(cells, FindingColumn.DETECTOR_ID, hex(32));
    set(cells, FindingColumn.SCHEMA_VERSION, "2.0");
    set(cells, FindingColumn.VERSION_HASH, random.nextLong());
    set(cells, FindingColumn.FINDING_TYPE, "Recon:EC2/PortProbeUnprotectedPort");
    set(cells, FindingColumn.THREAT_PURPOSE, "Recon");
    set(cells, FindingColumn.RESOURCE_AFFECTED, "EC2");
    set(cells, FindingColumn.THREAT_FAMILY, "PortProbeUnprotectedPort");
    set(
        cells,
        FindingColumn.TITLE,
        "Unprotected port on EC2 instance " + instance + " is being probed.");
    set(
        cells,
        FindingColumn.DESCRIPTION,
        "EC2 instance has an unprotected port which is being probed by " + address + ".");
    set(cells, FindingColumn.SEVERITY, severity);
    set(cells, FindingColumn.SEVERITY_SCORE, (double) random.nextInt(100) / 10);
    set(cells, FindingColumn.IS_ARCHIVED, random.nextBoolean());
    set(cells, FindingColumn.IS_SAMPLE, false);
    set(cells, FindingColumn.CREATED_AT, updatedAt - 1_000_000);
    set(cells, FindingColumn.UPDATED_AT, updatedAt);
    set(cells, FindingColumn.FIRST_SEEN_AT, updatedAt - 2_000_000);
    set(cells, FindingColumn.LAST_SEEN_AT, updatedAt);
    set(cells, FindingColumn.OCCURRENCES, (long) random.nextInt(50));
    set(cells, FindingColumn.ALL_IPS, List.of("10.0.0." + random.nextInt(256), address));
    set(cells, FindingColumn.RESOURCE_IDS, List.of(instance, "vpc-" + hex(17)));
    set(cells, FindingColumn.RESOURCE_TYPE, "Instance");
    set(cells, FindingColumn.INSTANCE_ID, instance);
    set(cells, FindingColumn.INSTANCE_TYPE, "m5.large");
    set(cells, FindingColumn.AMI_ID, "ami-" + hex(17));
    set(cells, FindingColumn.VPC_ID, "vpc-" + hex(17));
    set(cells, FindingColumn.SUBNET_ID, "subnet-" + hex(17));
    set(cells, FindingColumn.NETWORK_INTERFACE_ID, "eni-" + hex(17));
    set(cells, FindingColumn.SECURITY_GROUPS, List.of("sg-" + hex(17)));
    set(cells, FindingColumn.RESOURCE_TAGS, Map.of("team", "payments", "env", "prod"));
    set(cells, FindingColumn.ACTION_TYPE, "PORT_PROBE");
    set(cells, FindingColumn.REMOTE_COUNTRY_NAME, "Country " + random.nextInt(50));
    set(cells, FindingColumn.REMOTE_CITY, "City " + random.nextInt(500));
    set(cells, FindingColumn.REMOTE_ASN, String.valueOf(random.nextInt(5000)));
    set(cells, FindingColumn.REMOTE_LAT, random.nextInt(1800) / 10.0 - 90);
    set(cells, FindingColumn.REMOTE_LON, random.nextInt(3600) / 10.0 - 180);
    set(cells, FindingColumn.LOCAL_PORT, random.nextInt(65_536));
    set(cells, FindingColumn.IS_BLOCKED, false);
    set(cells, FindingColumn.REMOTE_IPS, List.of(address));
    set(cells, FindingColumn.FINDING_JSON, json(cells).getBytes(StandardCharsets.UTF_8));
    set(
        cells,
        FindingColumn.SOURCE_URI,
        "s3://export/AWSLogs/"
            + account
            + "/GuardDuty/"
            + region
            + "/2026/10/01/"
            + id
            + ".jsonl.gz");
    set(cells, FindingColumn.SOURCE_LINE, 1);
    set(cells, FindingColumn.EXPORTED_AT, updatedAt + 60_000_000);
    set(cells, FindingColumn.INGESTED_AT, updatedAt + 90_000_000);
    return new TableRow(FindingsTable.DEFINITION, cells);
  }

  /** About 3 KB, with the values of the row among text that repeats, as findings have. */
  private String json(Object[] cells) {
    StringBuilder json = new StringBuilder("{");

    for (FindingColumn column : FindingColumn.values()) {
      Object cell = cells[column.ordinal()];
      json.append('"').append(column.sqlName()).append("\":");
      json.append(cell == null ? "null" : "\"" + cell + "\"").append(',');
    }

    return json.append("\"end\":true}").toString();
  }

  private static void set(Object[] cells, FindingColumn column, Object value) {
    cells[column.ordinal()] = value;
  }

  private String hex(int length) {
    StringBuilder text = new StringBuilder(length);

    for (int i = 0; i < length; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }

    return text.toString();
  }
}
