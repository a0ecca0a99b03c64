package io.guardlake.cli.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A report's data as an output with a month of findings gives it, always the same. */
final class SampleReport {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:30:00Z"), ZoneOffset.UTC);

  private static final ReportPeriod PERIOD = ReportPeriod.ofLast(30, CLOCK);
  private static final List<String> BANDS = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");
  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "777788889999");
  private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");
  private static final List<String> TYPES =
      List.of(
          "CryptoCurrency:EC2/BitcoinTool.B!DNS",
          "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
          "Exfiltration:S3/AnomalousBehavior",
          "Execution:Runtime/ReverseShell");

  private SampleReport() {}

  static ReportData empty() {
    Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();
    data().answers().keySet().forEach(question -> answers.put(question, List.of()));
    answers.put("places", List.of(row("accounts", 0L, "regions", 0L)));
    answers.put("lag", List.of(row("versions", 0L, "export_median", null, "export_p95", null)));
    return new ReportData("file:///data/lake", PERIOD, answers, Map.of());
  }

  static ReportData data() {
    Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();
    answers.put(
        "severities",
        List.of(
            row("severity", "CRITICAL", "findings", 3L, "opened", 2L),
            row("severity", "HIGH", "findings", 24L, "opened", 19L),
            row("severity", "MEDIUM", "findings", 310L, "opened", 280L),
            row("severity", "LOW", "findings", 1204L, "opened", 1101L)));
    answers.put(
        "previous",
        List.of(
            row("severity", "HIGH", "findings", 31L),
            row("severity", "MEDIUM", "findings", 290L),
            row("severity", "LOW", "findings", 1204L)));
    answers.put("places", List.of(row("accounts", 3L, "regions", 2L)));
    answers.put("trend", trend());
    answers.put("types", tops(TYPES));
    answers.put("accounts", tops(ACCOUNTS));
    answers.put("regions", tops(REGIONS));
    answers.put(
        "resources",
        tops(
            List.of(
                "arn:aws:s3:::customer-invoices-archive-eu-central-1",
                "i-0a1b2c3d4e5f60718",
                "vpc-0fafefc3fd9d1414b")));
    answers.put("tactics", tactics());
    answers.put("findings", findings());
    answers.put("criticals", criticals());
    answers.put("timelines", timelines());
    answers.put(
        "quarantine",
        List.of(
            row("reason", "not_json", "lines", 12L, "in_period", 2L, "last_at", at(3)),
            row("reason", "kms_denied", "lines", 40L, "in_period", 0L, "last_at", at(90))));
    answers.put(
        "drift",
        List.of(
            row(
                "kind",
                "unknown_field",
                "path",
                "service.additionalInfo.newField",
                "occurrences",
                93L,
                "last_at",
                at(1))));
    answers.put(
        "lag",
        List.of(
            row(
                "versions",
                2400L,
                "export_median",
                212.0,
                "export_p95",
                340.5,
                "ingest_median",
                2.4,
                "ingest_p95",
                61.0)));
    answers.put(
        "freshness",
        List.of(
            row(
                "account_id",
                ACCOUNTS.get(2),
                "region",
                "us-east-1",
                "versions",
                120L,
                "last_at",
                at(11),
                "silent_days",
                11L),
            row(
                "account_id",
                ACCOUNTS.get(0),
                "region",
                "eu-central-1",
                "versions",
                999L,
                "last_at",
                at(0),
                "silent_days",
                0L)));
    return new ReportData(
        "s3://security-lake/guardlake",
        PERIOD,
        answers,
        Map.of("111122223333", "Log archive", "444455556666", "Payments production"));
  }

  private static List<Map<String, Object>> trend() {
    Random random = new Random(3);
    List<Map<String, Object>> rows = new ArrayList<>();

    for (LocalDate day : days()) {
      for (String band : BANDS) {
        int most = 4 << (3 * BANDS.indexOf(band) / 2);
        long findings =
            band.equals("CRITICAL") ? random.nextInt(9) / 8 : random.nextInt(most) + most / 2;
        rows.add(row("day", day.toString(), "severity", band, "findings", findings));
      }
    }

    return rows;
  }

  private static List<Map<String, Object>> tactics() {
    Random random = new Random(4);
    List<Map<String, Object>> rows = new ArrayList<>();

    for (LocalDate day : days()) {
      for (String tactic :
          List.of(
              "Discovery",
              "CredentialAccess",
              "Exfiltration",
              "Execution",
              "Impact",
              "DefenseEvasion",
              "Recon",
              "Trojan",
              "Policy")) {
        rows.add(
            row("day", day.toString(), "tactic", tactic, "findings", (long) random.nextInt(12)));
      }
    }

    return rows;
  }

  private static List<Map<String, Object>> tops(List<String> names) {
    List<Map<String, Object>> rows = new ArrayList<>();

    for (int i = 0; i < names.size(); i++) {
      long less = 1 + 3L * i;
      rows.add(
          row(
              "name",
              names.get(i),
              "critical",
              Math.max(0, 2L - i),
              "high",
              12 / less,
              "medium",
              160 / less,
              "low",
              600 / less,
              "total",
              Math.max(0, 2L - i) + 12 / less + 160 / less + 600 / less));
    }

    return rows;
  }

  private static List<Map<String, Object>> findings() {
    List<Map<String, Object>> rows = new ArrayList<>();

    for (int i = 0; i < 27; i++) {
      boolean critical = i < 3;
      rows.add(
          row(
              "account_id",
              ACCOUNTS.get(i % 3),
              "region",
              REGIONS.get(i % 2),
              "finding_id",
              id(i),
              "finding_type",
              critical ? "AttackSequence:S3/CompromisedData" : TYPES.get(i % TYPES.size()),
              "title",
              critical
                  ? "Potential data compromise of one or more S3 buckets."
                  : "Finding number " + i + " is a thing to look at in this account.",
              "severity",
              critical ? "CRITICAL" : "HIGH",
              "severity_score",
              critical ? 9.0 : 8.0,
              "occurrences",
              i % 5 == 0 ? null : 3L * i,
              "version_count",
              2L,
              "opened_at",
              at(10 + i % 15),
              "updated_at",
              at(i % 15),
              "resource",
              "arn:aws:s3:::customer-invoices-archive-" + i));
    }

    return rows;
  }

  private static List<Map<String, Object>> criticals() {
    List<Map<String, Object>> rows = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      Map<String, Object> row =
          row(
              "account_id",
              ACCOUNTS.get(i),
              "region",
              REGIONS.get(i % 2),
              "finding_id",
              id(i),
              "finding_type",
              "AttackSequence:S3/CompromisedData",
              "title",
              "Potential data compromise of one or more S3 buckets involving a series of actions"
                  + " associated with user "
                  + List.of("ana", "billing-bot", "deploy").get(i)
                  + ".",
              "description",
              "A sequence of actions involving 9 signals indicates a potential data compromise of"
                  + " one or more S3 buckets: credentials were used from an unusual network, bucket"
                  + " policies were listed, and objects were downloaded in number.",
              "severity_score",
              9.1,
              "max_severity_score",
              9.1,
              "occurrences",
              4L,
              "version_count",
              i == 0 ? 6L : 2L,
              "first_seen_at",
              at(6 + i),
              "last_seen_at",
              at(i),
              "updated_at",
              at(i));
      row.putAll(
          row(
              "resource_type",
              "S3Bucket",
              "resource_ids",
              List.of(
                  "arn:aws:s3:::customer-invoices-archive-eu-central-1", "AKIAIOSFODNN7EXAMPLE"),
              "resources",
              9L,
              "principal_ids",
              List.of("AIDACKCEVSQ6C2EXAMPLE"),
              "user_name",
              List.of("ana", "billing-bot", "deploy").get(i),
              "user_type",
              "IAMUser",
              "action_type",
              "AWS_API_CALL",
              "api_name",
              "GetObject",
              "api_service",
              "s3.amazonaws.com",
              "api_error",
              null,
              "all_domains",
              List.of(),
              "all_hashes",
              List.of(),
              "remote_ips",
              List.of("198.51.100.7", "203.0.113.99"),
              "remote_country_name",
              "Netherlands",
              "remote_city",
              "Amsterdam",
              "remote_as_org",
              "Example Hosting B.V."));
      row.putAll(
          row(
              "attack_tactics",
              List.of("Credential Access", "Discovery", "Exfiltration"),
              "attack_techniques",
              List.of("T1078.004", "T1580", "T1530"),
              "threat_names",
              List.of(),
              "signal_count",
              9L,
              "bucket_names",
              List.of("customer-invoices-archive-eu-central-1"),
              "vpc_id",
              null));
      rows.add(row);
    }

    return rows;
  }

  private static List<Map<String, Object>> timelines() {
    List<Map<String, Object>> rows = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      int versions = i == 0 ? 4 : 2;

      for (int v = 0; v < versions; v++) {
        boolean last = v == versions - 1;
        rows.add(
            row(
                "account_id",
                ACCOUNTS.get(i),
                "region",
                REGIONS.get(i % 2),
                "finding_id",
                id(i),
                "at",
                at(i + versions - 1 - v),
                "severity_score",
                last ? 9.1 : 8.0,
                "severity",
                last ? "CRITICAL" : "HIGH",
                "occurrences",
                v == 0 ? null : v + 1L));
      }
    }

    return rows;
  }

  private static List<LocalDate> days() {
    return PERIOD.first().datesUntil(PERIOD.last().plusDays(1)).toList();
  }

  private static String id(int number) {
    return "%032x".formatted(0xabcdef00L + number);
  }

  private static String at(int daysAgo) {
    return PERIOD.last().minusDays(daysAgo) + "T06:15:00Z";
  }

  private static Map<String, Object> row(Object... fields) {
    Map<String, Object> row = new LinkedHashMap<>();

    for (int i = 0; i < fields.length; i += 2) {
      row.put((String) fields[i], fields[i + 1]);
    }

    return row;
  }
}
