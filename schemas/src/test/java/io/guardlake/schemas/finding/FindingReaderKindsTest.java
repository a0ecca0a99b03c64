package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingReaderKindsTest {
  private final ReadFindings findings = new ReadFindings();

  @Test
  void readsIdentityKindAndTimes() {
    String line = TestFindings.dns();
    TableRow row = findings.row(line);

    assertThat(row.text(FindingColumn.ACCOUNT_ID)).isEqualTo("111122223333");
    assertThat(row.text(FindingColumn.REGION)).isEqualTo("eu-west-1");
    assertThat(row.text(FindingColumn.AWS_PARTITION)).isEqualTo("aws");
    assertThat(row.text(FindingColumn.FINDING_ID)).isEqualTo(TestFindings.ID);
    assertThat(row.text(FindingColumn.ARN)).isEqualTo(TestFindings.arn());
    assertThat(row.text(FindingColumn.DETECTOR_ID)).isEqualTo(TestFindings.DETECTOR);
    assertThat(row.text(FindingColumn.SCHEMA_VERSION)).isEqualTo("2.0");
    assertThat(row.text(FindingColumn.FINDING_TYPE)).isEqualTo("Backdoor:EC2/C&CActivity.B!DNS");
    assertThat(row.text(FindingColumn.THREAT_PURPOSE)).isEqualTo("Backdoor");
    assertThat(row.text(FindingColumn.RESOURCE_AFFECTED)).isEqualTo("EC2");
    assertThat(row.text(FindingColumn.THREAT_FAMILY)).isEqualTo("C&CActivity");
    assertThat(row.text(FindingColumn.DETECTION_MECHANISM)).isEqualTo("B");
    assertThat(row.text(FindingColumn.ARTIFACT)).isEqualTo("DNS");
    assertThat(row.text(FindingColumn.TITLE)).isEqualTo("A title");
    assertThat(row.text(FindingColumn.DESCRIPTION)).isEqualTo("A description.");
    assertThat(row.text(FindingColumn.SEVERITY)).isEqualTo("HIGH");
    assertThat(row.cell(FindingColumn.SEVERITY_SCORE)).isEqualTo(8.0);
    assertThat(row.cell(FindingColumn.CONFIDENCE)).isNull();
    assertThat(row.cell(FindingColumn.IS_SAMPLE)).isEqualTo(false);
    assertThat(row.cell(FindingColumn.IS_ARCHIVED)).isEqualTo(false);
    assertThat(row.number(FindingColumn.CREATED_AT)).isEqualTo(micros("2026-03-04T05:01:02.003Z"));
    assertThat(row.number(FindingColumn.UPDATED_AT)).isEqualTo(micros(TestFindings.UPDATED_AT));
    assertThat(row.number(FindingColumn.FIRST_SEEN_AT)).isEqualTo(micros("2026-03-04T05:00:00Z"));
    assertThat(row.number(FindingColumn.LAST_SEEN_AT)).isEqualTo(micros("2026-03-04T05:05:00Z"));
    assertThat(row.number(FindingColumn.OCCURRENCES)).isEqualTo(4);
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void keepsTheLineAndItsOrigin() {
    byte[] line = TestFindings.plain().getBytes(StandardCharsets.UTF_8);
    TableRow row = ((ReadResult.Accepted) findings.read(line)).row();

    assertThat(row.cell(FindingColumn.FINDING_JSON)).isSameAs(line);
    assertThat(row.text(FindingColumn.SOURCE_URI)).isEqualTo(TestFindings.origin().sourceUri());
    assertThat(row.cell(FindingColumn.SOURCE_LINE)).isEqualTo(3);
    assertThat(row.number(FindingColumn.EXPORTED_AT)).isEqualTo(micros("2026-03-04T05:10:00Z"));
    assertThat(row.number(FindingColumn.INGESTED_AT))
        .isEqualTo(micros("2026-03-04T05:10:09.123456Z"));
  }

  @Test
  void hashesTheLine() {
    // printf '{}' | sha256sum begins with 44136fa355b3678a
    long hash = new VersionHash().of("{}".getBytes(StandardCharsets.UTF_8));

    assertThat(hash).isEqualTo(0x44136fa355b3678aL);
  }

  @Test
  void readsNetworkConnectionOfInstance() {
    TableRow row = findings.row(TestFindings.networkConnection());

    assertThat(row.text(FindingColumn.RESOURCE_TYPE)).isEqualTo("Instance");
    assertThat(row.text(FindingColumn.RESOURCE_ROLE)).isEqualTo("TARGET");
    assertThat(row.text(FindingColumn.INSTANCE_ID)).isEqualTo("i-0aaaabbbbcccc1111");
    assertThat(row.text(FindingColumn.INSTANCE_TYPE)).isEqualTo("m5.large");
    assertThat(row.text(FindingColumn.AMI_ID)).isEqualTo("ami-1");
    assertThat(row.text(FindingColumn.VPC_ID)).isEqualTo("vpc-1");
    assertThat(row.text(FindingColumn.SUBNET_ID)).isEqualTo("subnet-1");
    assertThat(row.text(FindingColumn.NETWORK_INTERFACE_ID)).isEqualTo("eni-0a2");
    assertThat(row.text(FindingColumn.INSTANCE_PROFILE_ARN)).endsWith("instance-profile/web");
    assertThat(list(row, FindingColumn.SECURITY_GROUPS)).containsExactly("sg-1", "sg-2");
    assertThat(list(row, FindingColumn.RESOURCE_PUBLIC_IPS)).containsExactly("203.0.113.9");
    assertThat(list(row, FindingColumn.RESOURCE_PRIVATE_IPS))
        .containsExactly("2001:DB8::1", "10.0.0.5", "10.0.0.6");
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("env", "prod", "empty", ""));

    assertThat(row.text(FindingColumn.ACTION_TYPE)).isEqualTo("NETWORK_CONNECTION");
    assertThat(row.text(FindingColumn.CONNECTION_DIRECTION)).isEqualTo("INBOUND");
    assertThat(row.text(FindingColumn.PROTOCOL)).isEqualTo("TCP");
    assertThat(row.text(FindingColumn.LOCAL_IP)).isEqualTo("10.0.0.6");
    assertThat(row.cell(FindingColumn.LOCAL_PORT)).isEqualTo(22);
    assertThat(row.cell(FindingColumn.REMOTE_PORT)).isEqualTo(51234);
    assertThat(row.cell(FindingColumn.IS_BLOCKED)).isEqualTo(false);
    assertThat(row.text(FindingColumn.REMOTE_COUNTRY_CODE)).isEqualTo("NO");
    assertThat(row.text(FindingColumn.REMOTE_COUNTRY_NAME)).isEqualTo("Norway");
    assertThat(row.text(FindingColumn.REMOTE_CITY)).isEqualTo("Bergen");
    assertThat(row.text(FindingColumn.REMOTE_ASN)).isEqualTo("64500");
    assertThat(row.text(FindingColumn.REMOTE_AS_ORG)).isEqualTo("Example AS");
    assertThat(row.text(FindingColumn.REMOTE_ISP)).isEqualTo("Example ISP");
    assertThat(row.cell(FindingColumn.REMOTE_LAT)).isEqualTo(60.39);
    assertThat(row.cell(FindingColumn.REMOTE_LON)).isEqualTo(5.32);
    assertThat(list(row, FindingColumn.REMOTE_IPS)).containsExactly("198.51.100.7");

    assertThat(list(row, FindingColumn.ALL_IPS))
        .containsExactly("10.0.0.5", "10.0.0.6", "198.51.100.7", "2001:db8::1", "203.0.113.9");
    assertThat(list(row, FindingColumn.RESOURCE_IDS))
        .containsExactly(
            "ami-1",
            "arn:aws:iam::111122223333:instance-profile/web",
            "eni-0a1",
            "eni-0a2",
            "i-0aaaabbbbcccc1111",
            "sg-1",
            "sg-2",
            "subnet-1",
            "subnet-2",
            "vpc-1");
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS))
        .containsExactly("AIPAEXAMPLE", "arn:aws:iam::111122223333:instance-profile/web");
    assertThat(row.cell(FindingColumn.IS_SAMPLE)).isEqualTo(true);
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsEveryPortProbe() {
    TableRow row = findings.row(TestFindings.portProbe());

    assertThat(list(row, FindingColumn.REMOTE_IPS)).containsExactly("198.51.100.7", "198.51.100.8");
    assertThat(list(row, FindingColumn.ALL_IPS)).contains("198.51.100.7", "198.51.100.8");
    assertThat(row.text(FindingColumn.REMOTE_COUNTRY_NAME)).isEqualTo("Norway");
    assertThat(row.cell(FindingColumn.LOCAL_PORT)).isEqualTo(80);
    assertThat(row.text(FindingColumn.LOCAL_IP)).isEqualTo("10.0.0.5");
    assertThat(row.cell(FindingColumn.IS_BLOCKED)).isEqualTo(true);
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsApiCallByAccessKey() {
    TableRow row = findings.row(TestFindings.apiCall());

    assertThat(row.text(FindingColumn.ACCESS_KEY_ID)).isEqualTo("AKIAEXAMPLE");
    assertThat(row.text(FindingColumn.PRINCIPAL_ID)).isEqualTo("AIDAEXAMPLE");
    assertThat(row.text(FindingColumn.USER_NAME)).isEqualTo("eva");
    assertThat(row.text(FindingColumn.USER_TYPE)).isEqualTo("IAMUser");
    assertThat(row.text(FindingColumn.API_NAME)).isEqualTo("ListObjects");
    assertThat(row.text(FindingColumn.API_SERVICE)).isEqualTo("s3.amazonaws.com");
    assertThat(row.text(FindingColumn.API_ERROR)).isEqualTo("AccessDenied");
    assertThat(row.text(FindingColumn.CALLER_TYPE)).isEqualTo("Remote IP");
    assertThat(row.text(FindingColumn.USER_AGENT)).isEqualTo("curl/8");
    assertThat(row.text(FindingColumn.REMOTE_ACCOUNT_ID)).isEqualTo("444455556666");
    assertThat(row.cell(FindingColumn.REMOTE_ACCOUNT_AFFILIATED)).isEqualTo(true);
    assertThat(row.text(FindingColumn.DNS_DOMAIN)).isEqualTo("Caller.Example");
    assertThat(list(row, FindingColumn.ALL_DOMAINS)).containsExactly("caller.example");
    assertThat(row.cell(FindingColumn.AFFECTED_RESOURCES))
        .isEqualTo(Map.of("AWS::S3::Bucket", "invoices", "AWS::S3::Object", "a/b"));
    assertThat(list(row, FindingColumn.BUCKET_NAMES)).containsExactly("invoices");
    assertThat(list(row, FindingColumn.RESOURCE_IDS))
        .containsExactly("a/b", "arn:aws:s3:::invoices", "invoices");
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS))
        .containsExactly("AIDAEXAMPLE", "AKIAEXAMPLE", "canonical", "eva");
    assertThat(list(row, FindingColumn.THREAT_NAMES)).containsExactly("scanner", "bot");
    assertThat(list(row, FindingColumn.THREAT_LISTS)).containsExactly("ours", "theirs");
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("team", "billing"));
    assertThat(row.cell(FindingColumn.IS_SAMPLE)).isEqualTo(true);
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsDnsRequest() {
    TableRow row = findings.row(TestFindings.dns());

    assertThat(row.text(FindingColumn.DNS_DOMAIN)).isEqualTo("c2.example");
    assertThat(row.text(FindingColumn.PROTOCOL)).isEqualTo("0");
    assertThat(list(row, FindingColumn.ALL_DOMAINS))
        .containsExactly("c2.example", "c2.example.test", "ip-10-0-0-5", "ip-10-0-0-6");
  }

  @Test
  void readsKubernetesCall() {
    TableRow row = findings.row(TestFindings.kubernetesCall());

    assertThat(row.text(FindingColumn.EKS_CLUSTER)).isEqualTo("prod");
    assertThat(row.text(FindingColumn.VPC_ID)).isEqualTo("vpc-9");
    assertThat(row.text(FindingColumn.K8S_NAMESPACE)).isEqualTo("shop");
    assertThat(row.text(FindingColumn.K8S_WORKLOAD)).isEqualTo("web");
    assertThat(row.text(FindingColumn.K8S_WORKLOAD_TYPE)).isEqualTo("deployments");
    assertThat(row.text(FindingColumn.K8S_USER)).isEqualTo("system:anonymous");
    assertThat(row.text(FindingColumn.K8S_SERVICE_ACCOUNT)).isEqualTo("shop-sa");
    assertThat(row.text(FindingColumn.K8S_VERB)).isEqualTo("list");
    assertThat(row.text(FindingColumn.K8S_RESOURCE)).isEqualTo("secrets");
    assertThat(row.text(FindingColumn.K8S_REQUEST_URI)).isEqualTo("/api/v1/secrets");
    assertThat(row.cell(FindingColumn.K8S_STATUS_CODE)).isEqualTo(200);
    assertThat(list(row, FindingColumn.K8S_GROUPS)).containsExactly("system:unauthenticated", "g");
    assertThat(row.text(FindingColumn.CONTAINER_ID)).isEqualTo("c-1");
    assertThat(row.text(FindingColumn.CONTAINER_IMAGE)).isEqualTo("app:1");
    assertThat(row.cell(FindingColumn.CONTAINER_PRIVILEGED)).isEqualTo(true);
    assertThat(row.text(FindingColumn.USER_AGENT)).isEqualTo("kubectl");
    assertThat(list(row, FindingColumn.ALL_IPS)).containsExactly("198.51.100.7", "198.51.100.77");
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS))
        .containsExactly("night-shift", "root-ish", "shop-sa", "system:anonymous", "u-1");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsProcessOfEcsContainer() {
    TableRow row = findings.row(TestFindings.runtime());

    assertThat(row.text(FindingColumn.FEATURE_NAME)).isEqualTo("RuntimeMonitoring");
    assertThat(row.text(FindingColumn.ECS_CLUSTER)).isEqualTo("batch");
    assertThat(row.text(FindingColumn.ECS_TASK_ARN)).endsWith("task/batch/t1");
    assertThat(row.text(FindingColumn.CONTAINER_ID)).isEqualTo("c-9");
    assertThat(row.text(FindingColumn.PROCESS_NAME)).isEqualTo("miner");
    assertThat(row.text(FindingColumn.PROCESS_PATH)).isEqualTo("/tmp/miner");
    assertThat(row.text(FindingColumn.PROCESS_SHA256)).isEqualTo("AB12");
    assertThat(row.text(FindingColumn.PROCESS_USER)).isEqualTo("nobody");
    assertThat(row.cell(FindingColumn.PROCESS_PID)).isEqualTo(4321);
    assertThat(list(row, FindingColumn.PROCESS_LINEAGE))
        .containsExactly("sh", "/bin/bash", "/sbin/init");
    assertThat(row.text(FindingColumn.PARENT_PROCESS_PATH)).isEqualTo("/bin/bash");
    assertThat(row.text(FindingColumn.TARGET_PROCESS_PATH)).isEqualTo("/usr/bin/sshd");
    assertThat(row.text(FindingColumn.SCRIPT_PATH)).isEqualTo("/tmp/run.sh");
    assertThat(row.text(FindingColumn.TOOL_NAME)).isEqualTo("nmap");
    assertThat(row.text(FindingColumn.COMMAND_LINE)).isEqualTo("nmap -sS");
    assertThat(list(row, FindingColumn.ALL_HASHES)).containsExactly("ab12", "cd34", "ef56");
    assertThat(list(row, FindingColumn.MALWARE_FILE_PATHS)).containsExactly("/tmp/evil");
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("job", "nightly"));
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void addsUpLoginsOfAllUsers() {
    TableRow row = findings.row(TestFindings.rdsLogin());

    assertThat(row.text(FindingColumn.RDS_INSTANCE)).isEqualTo("orders-1");
    assertThat(row.text(FindingColumn.RDS_CLUSTER)).isEqualTo("orders");
    assertThat(row.text(FindingColumn.RDS_ENGINE)).isEqualTo("Aurora MySQL");
    assertThat(row.text(FindingColumn.RDS_DATABASE)).isEqualTo("orders");
    assertThat(row.text(FindingColumn.RDS_USER)).isEqualTo("admin");
    assertThat(row.number(FindingColumn.LOGIN_FAILURES)).isEqualTo(7);
    assertThat(row.number(FindingColumn.LOGIN_SUCCESSES)).isEqualTo(1);
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS)).containsExactly("admin", "guest");
    assertThat(row.text(FindingColumn.DETECTION_MECHANISM)).isEqualTo("SuccessfulLogin");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsLambda() {
    TableRow row = findings.row(TestFindings.lambda());

    assertThat(row.text(FindingColumn.LAMBDA_FUNCTION)).isEqualTo("resize");
    assertThat(row.text(FindingColumn.LAMBDA_FUNCTION_ARN)).endsWith(":function:resize");
    assertThat(row.text(FindingColumn.SUBNET_ID)).isEqualTo("subnet-7");
    assertThat(row.text(FindingColumn.VPC_ID)).isEqualTo("vpc-7");
    assertThat(list(row, FindingColumn.SECURITY_GROUPS)).containsExactly("sg-7");
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS))
        .containsExactly("arn:aws:iam::111122223333:role/resize");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsMalwareScanOfVolumes() {
    TableRow row = findings.row(TestFindings.volumeScan());

    assertThat(row.text(FindingColumn.SCAN_ID)).isEqualTo("scan-1");
    assertThat(row.text(FindingColumn.SCAN_TYPE)).isEqualTo("GUARDDUTY_INITIATED");
    assertThat(row.text(FindingColumn.TRIGGER_FINDING_ID)).isEqualTo("f-1");
    assertThat(list(row, FindingColumn.RELATED_FINDING_IDS)).containsExactly("f-1");
    assertThat(row.text(FindingColumn.MALWARE_SEVERITY)).isEqualTo("HIGH");
    assertThat(list(row, FindingColumn.THREAT_NAMES)).containsExactly("EICAR");
    assertThat(list(row, FindingColumn.FILE_SHA256S)).containsExactly("AA11");
    assertThat(list(row, FindingColumn.MALWARE_FILE_PATHS)).containsExactly("/tmp/eicar");
    assertThat(list(row, FindingColumn.SCANNED_RESOURCE_ARNS))
        .containsExactly("arn:aws:ec2:x:1:volume/vol-1");
    assertThat(list(row, FindingColumn.RESOURCE_IDS))
        .containsExactly("arn:aws:ec2:x:1:volume/vol-1", "arn:snap-1", "vol-1");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsMalwareInObject() {
    TableRow row = findings.row(TestFindings.objectMalware());

    assertThat(list(row, FindingColumn.BUCKET_NAMES)).containsExactly("drop");
    assertThat(list(row, FindingColumn.OBJECT_KEYS)).containsExactly("x.bin");
    assertThat(list(row, FindingColumn.S3_OBJECT_VERSIONS)).containsExactly("v1");
    assertThat(list(row, FindingColumn.ALL_HASHES)).containsExactly("bb22", "cc33", "dd44");
    assertThat(list(row, FindingColumn.MALWARE_FILE_PATHS)).containsExactly("x.bin/y", "y");
    assertThat(list(row, FindingColumn.SCANNED_RESOURCE_ARNS))
        .containsExactly("arn:aws:s3:::drop/x.bin");
    assertThat(row.text(FindingColumn.SCAN_TYPE)).isEqualTo("ON_DEMAND");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsBedrockGuardrailAndModel() {
    TableRow row = findings.row(TestFindings.bedrock());

    assertThat(list(row, FindingColumn.RESOURCE_IDS))
        .containsExactly(
            "arn:aws:bedrock:x:1:guardrail/g1",
            "arn:aws:bedrock:x:1:guardrail/g2",
            "example.model-v1");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsAttackSequence() {
    TableRow row = findings.row(TestFindings.attackSequence());

    assertThat(row.text(FindingColumn.SEVERITY)).isEqualTo("CRITICAL");
    assertThat(row.text(FindingColumn.SEQUENCE_UID)).isEqualTo("sequence-1");
    assertThat(row.cell(FindingColumn.SIGNAL_COUNT)).isEqualTo(2);
    assertThat(list(row, FindingColumn.ATTACK_TACTICS)).containsExactly("Exfiltration", "Impact");
    assertThat(list(row, FindingColumn.ATTACK_TECHNIQUES))
        .containsExactly("T1078.004 - Cloud Accounts");
    assertThat(list(row, FindingColumn.RELATED_FINDING_IDS)).containsExactly("f-9");
    assertThat(list(row, FindingColumn.ALL_IPS)).containsExactly("192.0.2.66", "198.51.100.200");
    assertThat(list(row, FindingColumn.ALL_DOMAINS)).containsExactly("evil.example");
    assertThat(list(row, FindingColumn.ALL_HASHES)).containsExactly("ee55");
    assertThat(list(row, FindingColumn.BUCKET_NAMES)).containsExactly("b1");
    assertThat(row.text(FindingColumn.EKS_CLUSTER)).isEqualTo("prod");
    assertThat(list(row, FindingColumn.RESOURCE_IDS))
        .containsExactly(
            "AKIAEVA", "arn:aws:s3:::b1", "arn:aws:s3:::b1/o", "arn:eks", "b1", "prod", "vpc-3");
    assertThat(list(row, FindingColumn.PRINCIPAL_IDS))
        .containsExactly("AIDAEVA", "AKIAEVA", "arn:aws:iam::1:role/r", "eva", "session-1");
    assertThat(row.text(FindingColumn.ACCESS_KEY_ID)).isEqualTo("AKIAEVA");
    assertThat(row.text(FindingColumn.USER_NAME)).isEqualTo("eva");
    assertThat(row.text(FindingColumn.PROCESS_PATH)).isEqualTo("/tmp/xmrig");
    assertThat(row.text(FindingColumn.REMOTE_ASN)).isEqualTo("64501");
    assertThat(row.cell(FindingColumn.REMOTE_PORT)).isEqualTo(443);
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("k", "v"));
    assertThat(findings.drift()).isEmpty();
  }

  @SuppressWarnings("unchecked") // the column's type says what the cell is
  private static List<String> list(TableRow row, FindingColumn column) {
    return (List<String>) row.cell(column);
  }

  private static long micros(String instant) {
    return Times.micros(Instant.parse(instant));
  }
}
