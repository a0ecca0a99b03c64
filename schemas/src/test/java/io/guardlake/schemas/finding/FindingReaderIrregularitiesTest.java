package io.guardlake.schemas.finding;

import static io.guardlake.schemas.finding.TestFindings.finding;
import static io.guardlake.schemas.finding.TestFindings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingReaderIrregularitiesTest {
  private final ReadFindings findings = new ReadFindings();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2021-11-11T10:15:55.218Z\"",
        "\"2021-11-11T10:15:55.218\"",
        "\"2021-11-11 10:15:55.218\"",
        "\"2021-11-11t10:15:55.218z\"",
        "\"2021-11-11T10:15:55.218000999Z\"",
        "\"2021-11-11T12:15:55.218+02:00\"",
        "\"2021-11-11T07:45:55.218-0230\"",
        "1.636625755218E9",
        "1636625755.218",
        "1636625755218",
        "\"1636625755218\"",
        "\"1.636625755218E9\""
      })
  void readsTimesInEveryForm(String time) {
    String line = plain().replace("\"" + TestFindings.UPDATED_AT + "\"", time);

    assertThat(findings.row(line).number(FindingColumn.UPDATED_AT))
        .isEqualTo(Times.micros(Instant.parse("2021-11-11T10:15:55.218Z")));
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsWholeSeconds() {
    String line = plain().replace("2026-03-04T05:00:00.000Z", "2021-11-11T10:15:55Z");

    assertThat(findings.row(line).number(FindingColumn.FIRST_SEEN_AT)).isEqualTo(1636625755000000L);
    assertThat(micros("1636625755")).isEqualTo(1636625755000000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-11-11T10:15:55.Z",
        "2021-11-11T10:15:55+25:00",
        "2021-11-11T10:15:55UTC",
        "2021-11-11T24:00:00Z",
        "2021-11-11T10:60:00Z",
        "2021-13-11T10:15:55Z",
        "2021-02-29T10:15:55Z",
        "0000-01-01T00:00:00Z",
        "2021-11-11X10:15:55Z",
        "2021-11-11T10:15:5",
        "1e400",
        "1e-99999",
        "1e99999999999",
        "999999999999999",
        "",
        "."
      })
  void readsNoTimeFromWhatIsNone(String text) {
    assertThat(micros(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0,LOW",
    "3.999,LOW",
    "4,MEDIUM",
    "\"6.9\",MEDIUM",
    "7,HIGH",
    "8.9,HIGH",
    "9,CRITICAL",
    "10.0,CRITICAL",
    "1E3,CRITICAL",
    "-0.0,LOW"
  })
  void bandsEveryScore(String score, String band) {
    String line = finding("Recon:EC2/Portscan", score, "", "");

    assertThat(findings.row(line).text(FindingColumn.SEVERITY)).isEqualTo(band);
  }

  @Test
  void takesNumbersInTextsAndAsnAsNumber() {
    TableRow row =
        findings.row(
            TestFindings.networkConnection()
                .replace("\"port\": 22", "\"port\": \"22\"")
                .replace("\"lat\": 60.39", "\"lat\": \"60\"")
                .replace("\"asn\": \"64500\"", "\"asn\": -1")
                .replace("\"count\": 4", "\"count\": 4.0")
                .replace("\"archived\": false", "\"archived\": \"true\""));

    assertThat(row.cell(FindingColumn.LOCAL_PORT)).isEqualTo(22);
    assertThat(row.cell(FindingColumn.REMOTE_LAT)).isEqualTo(60.0);
    assertThat(row.text(FindingColumn.REMOTE_ASN)).isEqualTo("-1");
    assertThat(row.number(FindingColumn.OCCURRENCES)).isEqualTo(4);
    assertThat(row.cell(FindingColumn.IS_ARCHIVED)).isEqualTo(true);
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void leavesColumnsOfUnexpectedTypesNullAndSaysSo() {
    TableRow row =
        findings.row(
            TestFindings.networkConnection()
                .replace("\"A title\"", "42")
                .replace("\"A description.\"", "[\"a\"]")
                .replace("\"count\": 4", "\"count\": 4.5")
                .replace("\"port\": 22", "\"port\": 99999999999")
                .replace("\"lat\": 60.39", "\"lat\": {}")
                .replace("\"privateIpAddress\": \"10.0.0.5\",", "\"privateIpAddress\": 10,")
                .replace("\"archived\": false", "\"archived\": 0"));

    assertThat(row.cell(FindingColumn.TITLE)).isNull();
    assertThat(row.cell(FindingColumn.DESCRIPTION)).isNull();
    assertThat(row.cell(FindingColumn.OCCURRENCES)).isNull();
    assertThat(row.cell(FindingColumn.LOCAL_PORT)).isNull();
    assertThat(row.cell(FindingColumn.REMOTE_LAT)).isNull();
    assertThat(row.cell(FindingColumn.IS_ARCHIVED)).isNull();
    assertThat(findings.drift())
        .containsExactlyInAnyOrder(
            "UNEXPECTED_TYPE title",
            "UNEXPECTED_TYPE description",
            "UNEXPECTED_TYPE service.count",
            "UNEXPECTED_TYPE service.archived",
            "UNEXPECTED_TYPE service.action.networkConnectionAction.localPortDetails.port",
            "UNEXPECTED_TYPE"
                + " service.action.networkConnectionAction.remoteIpDetails.geoLocation.lat",
            "UNEXPECTED_TYPE resource.instanceDetails.networkInterfaces.privateIpAddress");
  }

  @Test
  void keepsRowWhoseBlocksHaveUnexpectedTypes() {
    String line = plain().replace("{\"resourceType\": \"Instance\"}", "\"gone\"");
    TableRow row = findings.row(line.replaceFirst("\"service\": \\{[^}]*}", "\"service\": [[1]]"));

    assertThat(row.cell(FindingColumn.RESOURCE_TYPE)).isNull();
    assertThat(findings.drift())
        .containsExactlyInAnyOrder("UNEXPECTED_TYPE resource", "UNEXPECTED_TYPE service");
  }

  @Test
  void takesValuesOfOtherShapesIntoLists() {
    TableRow row =
        findings.row(
            TestFindings.kubernetesCall()
                .replace("[\"198.51.100.7\", \"198.51.100.77\"]", "\"198.51.100.77\"")
                .replace("\"id\": \"c-1\"", "\"id\": [\"c-0\", null, \"c-1\"]"));

    assertThat(row.cell(FindingColumn.ALL_IPS)).isEqualTo(List.of("198.51.100.7", "198.51.100.77"));
    assertThat(row.text(FindingColumn.CONTAINER_ID)).isEqualTo("c-2");
    assertThat(row.cell(FindingColumn.RESOURCE_IDS).toString()).contains("c-0", "c-1", "c-2");
  }

  @Test
  void reportsFieldsItDoesNotKnowOnce() {
    String line =
        TestFindings.portProbe()
            .replace("\"portName\"", "\"portAlias\"")
            .replace("\"title\"", "\"newField\": {\"inner\": 1}, \"title\"");
    findings.row(line);

    assertThat(findings.drift())
        .containsExactlyInAnyOrder(
            "UNKNOWN_FIELD newField",
            "UNKNOWN_FIELD"
                + " service.action.portProbeAction.portProbeDetails.localPortDetails.portAlias");
  }

  @Test
  void boundsWhatOneLineCanReport() {
    StringBuilder fields = new StringBuilder();

    for (int i = 0; i < 5_000; i++) {
      fields.append("\"field").append(i).append("\": 1, ");
    }

    findings.row(
        plain().replace("\"title\"", fields + "\"" + "long".repeat(500) + "\": 1, \"title\""));

    assertThat(findings.drift()).hasSize(257).contains("MORE_PATHS (more paths)");
    assertThat(findings.drift()).allSatisfy(path -> assertThat(path).hasSizeLessThan(250));
  }

  @Test
  void takesEmptyTextsForMissing() {
    TableRow row =
        findings.row(
            TestFindings.apiCall()
                .replace("\"userAgent\": \"curl/8\"", "\"userAgent\": \"\"")
                .replace("\"userName\": \"eva\"", "\"userName\": \"\"")
                .replace("\"AWS::S3::Object\": \"a/b\"", "\"AWS::S3::Object\": null"));

    assertThat(row.cell(FindingColumn.USER_AGENT)).isNull();
    assertThat(row.cell(FindingColumn.PRINCIPAL_IDS))
        .isEqualTo(List.of("AIDAEXAMPLE", "AKIAEXAMPLE", "canonical"));
    assertThat(row.cell(FindingColumn.AFFECTED_RESOURCES))
        .isEqualTo(Map.of("AWS::S3::Bucket", "invoices"));
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void leavesEmptyListsAndMapsNull() {
    TableRow row =
        findings.row(
            finding(
                "Recon:EC2/Portscan",
                "5",
                "\"instanceDetails\": {\"tags\": [], \"networkInterfaces\": []}",
                "\"action\": {\"awsApiCallAction\": {\"affectedResources\": {}}},"
                    + "\"additionalInfo\": {}"));

    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isNull();
    assertThat(row.cell(FindingColumn.AFFECTED_RESOURCES)).isNull();
    assertThat(row.cell(FindingColumn.ALL_IPS)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sample\": true}|true",
        "{\"value\": \"{\\\"sample\\\":true}\", \"type\": \"default\"}|true",
        "{\"value\": \"{\\\"a\\\":{\\\"sample\\\":true}}\"}|false",
        "{\"value\": \"sample {\"}|false",
        "{\"value\": \"{}\"}|false",
        "{\"unusual\": 22, \"x\": [[{}]]}|false",
        "{}|false",
        "null|false",
        "\"text\"|false"
      })
  void tellsSamplesFromAdditionalInfoOfAnyShape(String info, boolean sample) {
    String line = finding("Recon:EC2/Portscan", "5", "", "\"additionalInfo\": " + info);

    assertThat(findings.row(line).cell(FindingColumn.IS_SAMPLE)).isEqualTo(sample);
  }

  @ParameterizedTest
  @CsvSource({
    "NotAType,,,,,",
    "A:B/C,A,B,C,,",
    "A:B/C.D.E!F.G,A,B,C,D.E,F.G",
    "A:B/C!D,A,B,C,,D",
    "A:B/,,,,,",
    ":B/C,,,,,",
    "A:/C,,,,,"
  })
  void splitsTypes(
      String type,
      String purpose,
      String resource,
      String family,
      String mechanism,
      String artifact) {
    assertThat(FindingType.of(type))
        .isEqualTo(new FindingType(purpose, resource, family, mechanism, artifact));
  }

  @Test
  void lastOfDuplicateKeysWins() {
    String line =
        TestFindings.networkConnection()
            .replace("\"A title\"", "\"first\", \"title\": \"last\"")
            .replace("\"severity\": 2", "\"severity\": 9, \"severity\": 2")
            .replace(
                "\"resource\": {",
                "\"resource\": {\"accessKeyDetails\": {\"userName\": \"hidden\"}}, \"resource\": {")
            .replace(
                "\"ipAddressV4\": \"198.51.100.7\"",
                "\"ipAddressV4\": \"192.0.2.1\", \"ipAddressV4\": \"198.51.100.7\"");
    TableRow row = findings.row(line);

    assertThat(row.text(FindingColumn.TITLE)).isEqualTo("last");
    assertThat(row.text(FindingColumn.SEVERITY)).isEqualTo("LOW");
    assertThat(row.cell(FindingColumn.USER_NAME)).isNull();
    assertThat(row.cell(FindingColumn.PRINCIPAL_IDS).toString()).doesNotContain("hidden");
    assertThat(row.text(FindingColumn.INSTANCE_ID)).isEqualTo("i-0aaaabbbbcccc1111");
    assertThat(row.cell(FindingColumn.REMOTE_IPS)).isEqualTo(List.of("198.51.100.7"));
    assertThat(findings.drift())
        .containsExactlyInAnyOrder(
            "DUPLICATE_KEY title",
            "DUPLICATE_KEY severity",
            "DUPLICATE_KEY resource",
            "DUPLICATE_KEY service.action.networkConnectionAction.remoteIpDetails.ipAddressV4");
  }

  @Test
  void lastOfDuplicateMapKeysWins() {
    TableRow row =
        findings.row(
            TestFindings.apiCall()
                .replace(
                    "\"AWS::S3::Object\": \"a/b\"",
                    "\"AWS::S3::Object\": \"a/b\", \"AWS::S3::Object\": \"c/d\""));

    assertThat(row.cell(FindingColumn.AFFECTED_RESOURCES))
        .isEqualTo(Map.of("AWS::S3::Bucket", "invoices", "AWS::S3::Object", "c/d"));
    assertThat(row.cell(FindingColumn.RESOURCE_IDS).toString()).doesNotContain("a/b");
    assertThat(findings.drift())
        .containsExactly("DUPLICATE_KEY service.action.awsApiCallAction.affectedResources");
  }

  @Test
  void replacesLoneSurrogates() {
    TableRow row =
        findings.row(
            TestFindings.apiCall()
                .replace("A title", "a\\ud800b\\udc00\\ud83d\\ude00\\ud83d")
                .replace("\"userName\": \"eva\"", "\"userName\": \"\\udfff\"")
                .replace("\"value\": \"billing\"", "\"value\": \"\\ud800\""));

    assertThat(row.text(FindingColumn.TITLE)).isEqualTo("a\ufffdb\ufffd\ud83d\ude00\ufffd");
    assertThat(row.cell(FindingColumn.PRINCIPAL_IDS).toString()).contains("\ufffd");
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("team", "\ufffd"));
  }

  @Test
  void keepsControlAndBidirectionalCharacters() {
    TableRow row = findings.row(plain().replace("A title", "\\u0000\\u202e\u202e\u00e9\u20ac"));

    assertThat(row.text(FindingColumn.TITLE)).isEqualTo("\u0000\u202e\u202e\u00e9\u20ac");
  }

  @Test
  void prefersEarlierSourceWhereverItStands() {
    String line =
        finding(
            "Recon:EC2/Portscan",
            "5",
            "\"lambdaDetails\": {\"vpcConfig\": {\"vpcId\": \"vpc-lambda\"}},"
                + "\"eksClusterDetails\": {\"vpcId\": \"vpc-eks\"},"
                + "\"instanceDetails\": {\"networkInterfaces\": [{}, {\"vpcId\": \"vpc-ec2\"}]}",
            "");

    assertThat(findings.row(line).text(FindingColumn.VPC_ID)).isEqualTo("vpc-ec2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource.eksClusterDetails.createdAt|1.636625755218E9",
        "resource.eksClusterDetails.createdAt|\"2021-11-11T10:15:55Z\"",
        "resource.instanceDetails.launchTime|1492735675000",
        "resource.instanceDetails.launchTime|\"2016-08-02T02:05:06.000Z\"",
        "service.runtimeDetails.process.startTime|1.6E9",
        "service.runtimeDetails.process.euid|\"1000\"",
        "service.runtimeDetails.process.euid|1000",
        "resource.rdsDbUserDetails.ssl|true",
        "resource.instanceDetails.imageDescription|\"null\"",
        "resource.instanceDetails.platform|null",
        "service.additionalInfo.unusual|22",
        "service.additionalInfo.unusual|{\"isps\": \"example.com\"}"
      })
  void callsNoDriftWhatFlipsInFieldsOfNoColumn(String path, String value) {
    List<String> names = List.of(path.split("\\."));
    StringBuilder json = new StringBuilder(value);

    for (int i = names.size() - 1; i > 1; i--) {
      json.insert(0, "{\"" + names.get(i) + "\": ").append('}');
    }

    String field = "\"" + names.get(1) + "\": " + json;
    boolean ofResource = names.get(0).equals("resource");
    findings.row(finding("A:B/C", "5", ofResource ? field : "", ofResource ? "" : field));

    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void takesTextNullForMissingAsAwsWritesIt() {
    TableRow row =
        findings.row(
            TestFindings.apiCall()
                .replace("\"userAgent\": \"curl/8\"", "\"userAgent\": \"null\"")
                .replace("\"userName\": \"eva\"", "\"userName\": \"null\"")
                .replace("\"count\": 4", "\"count\": \"null\"")
                .replace("\"value\": \"billing\"", "\"value\": \"null\""));

    assertThat(row.cell(FindingColumn.USER_AGENT)).isNull();
    assertThat(row.cell(FindingColumn.USER_NAME)).isNull();
    assertThat(row.cell(FindingColumn.OCCURRENCES)).isNull();
    assertThat(row.cell(FindingColumn.PRINCIPAL_IDS).toString()).doesNotContain("null");
    assertThat(row.cell(FindingColumn.RESOURCE_TAGS)).isEqualTo(Map.of("team", "null"));
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void takesNullForMissingWhereverItStands() {
    TableRow row =
        findings.row(
            finding(
                "Recon:EC2/Portscan",
                "5",
                "\"instanceDetails\": {\"iamInstanceProfile\": null, \"networkInterfaces\": [null,"
                    + " {\"ipv6Addresses\": [null, \"2001:db8::1\"], \"vpcId\": null}]},"
                    + "\"s3BucketDetails\": null",
                "\"action\": null, \"evidence\": null, \"additionalInfo\": null"));

    assertThat(row.cell(FindingColumn.ALL_IPS)).isEqualTo(List.of("2001:db8::1"));
    assertThat(row.cell(FindingColumn.VPC_ID)).isNull();
    assertThat(findings.drift()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"threatName\": \"Miner\", \"domain\": \"Pool.Example\", \"policyArn\": \"arn:p\"}",
        "{\"value\": \"{\\\"threatName\\\":\\\"Miner\\\",\\\"domain\\\":\\\"Pool.Example\\\","
            + "\\\"policyArn\\\":\\\"arn:p\\\"}\", \"type\": \"default\"}",
        "{\"threatName\": \"Miner\", \"domain\": \"Pool.Example\", \"policyArn\": \"arn:p\","
            + " \"value\": \"{\\\"threatName\\\":\\\"Miner\\\",\\\"domain\\\":\\\"Pool.Example\\\"}\"}"
      })
  void readsAdditionalInfoInlineAndInItsText(String info) {
    TableRow row =
        findings.row(finding("Recon:EC2/Portscan", "5", "", "\"additionalInfo\": " + info));

    assertThat(row.cell(FindingColumn.THREAT_NAMES)).isEqualTo(List.of("Miner"));
    assertThat(row.cell(FindingColumn.ALL_DOMAINS)).isEqualTo(List.of("pool.example"));
    assertThat(row.text(FindingColumn.DNS_DOMAIN)).isEqualTo("Pool.Example");
    assertThat(row.cell(FindingColumn.RESOURCE_IDS)).isEqualTo(List.of("arn:p"));
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsRecentCredentialsOfAdditionalInfo() {
    TableRow row =
        findings.row(
            finding(
                "Recon:IAMUser/UserPermissions",
                "5",
                "",
                "\"additionalInfo\": {\"recentCredentials\": [{\"accessKeyId\": \"ASIA1\","
                    + " \"ipAddressV4\": \"192.0.2.1\", \"principalId\": \"AROA1\"}]}"));

    assertThat(row.cell(FindingColumn.ALL_IPS)).isEqualTo(List.of("192.0.2.1"));
    assertThat(row.cell(FindingColumn.PRINCIPAL_IDS)).isEqualTo(List.of("AROA1", "ASIA1"));
  }

  @Test
  void callsNothingNewInAdditionalInfoDriftButChangedTypesOfWhatItReads() {
    findings.row(
        finding(
            "Recon:EC2/Portscan",
            "5",
            "",
            "\"additionalInfo\": {\"anything\": [{}], \"userAgent\": {\"userAgentCategory\": \"CLI\"}}"));
    assertThat(findings.drift()).isEmpty();

    findings.row(
        finding(
            "Recon:EC2/Portscan",
            "5",
            "",
            "\"additionalInfo\": {\"threatName\": {\"a\": 1}, \"value\": \"{\\\"domain\\\": 7}\"}"));
    assertThat(findings.drift())
        .containsExactlyInAnyOrder(
            "UNEXPECTED_TYPE service.additionalInfo.threatName",
            "UNEXPECTED_TYPE service.additionalInfo.value.domain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\\\"sample\\\":true",
        "{\\\"sample\\\":true} x",
        "[{\\\"sample\\\":true}]",
        "sample"
      })
  void takesNothingFromAdditionalInfoTextsThatAreNoObject(String value) {
    TableRow row =
        findings.row(
            finding("A:B/C", "5", "", "\"additionalInfo\": {\"value\": \"" + value + "\"}"));

    assertThat(row.cell(FindingColumn.IS_SAMPLE)).isEqualTo(false);
    assertThat(findings.drift()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LoginAttributes", "loginAttributes"})
  void readsLoginAttributesInBothSpellings(String spelling) {
    TableRow row =
        findings.row(
            TestFindings.rdsLogin()
                .replace("LoginAttributes", spelling)
                .replace("loginAttributes", spelling));

    assertThat(row.number(FindingColumn.LOGIN_FAILURES)).isEqualTo(7);
    assertThat(row.text(FindingColumn.RDS_USER)).isEqualTo("admin");
    assertThat(findings.drift()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"action\": {}", "\"action\": null", "\"resourceRole\": \"TARGET\""})
  void readsFindingsWithoutAction(String service) {
    TableRow row = findings.row(finding("Execution:Runtime/NewBinaryExecuted", "5", "", service));

    assertThat(row.cell(FindingColumn.ACTION_TYPE)).isNull();
    assertThat(row.cell(FindingColumn.REMOTE_IPS)).isNull();
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void readsSeveralResourceDetailsAtOnce() {
    TableRow row =
        findings.row(
            finding(
                "PenTest:S3/ParrotLinux",
                "5",
                "\"accessKeyDetails\": {\"userName\": \"eva\"},"
                    + "\"s3BucketDetails\": [{\"name\": \"b1\"}, {\"name\": \"b2\"}],"
                    + "\"instanceDetails\": {\"instanceId\": \"i-1\"}",
                ""));

    assertThat(row.text(FindingColumn.USER_NAME)).isEqualTo("eva");
    assertThat(row.text(FindingColumn.INSTANCE_ID)).isEqualTo("i-1");
    assertThat(row.cell(FindingColumn.BUCKET_NAMES)).isEqualTo(List.of("b1", "b2"));
    assertThat(row.cell(FindingColumn.RESOURCE_IDS)).isEqualTo(List.of("b1", "b2", "i-1"));
  }

  @Test
  void readsTypesOfAnyLengthAndFamiliesWithAmpersand() {
    String type = "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin" + "x".repeat(500);

    assertThat(findings.row(finding(type, "5", "", "")).text(FindingColumn.FINDING_TYPE))
        .isEqualTo(type);
    TableRow row = findings.row(finding("Backdoor:EC2/C&CActivity.B!DNS", "5", "", ""));
    assertThat(row.text(FindingColumn.THREAT_FAMILY)).isEqualTo("C&CActivity");
  }

  @Test
  void readsFieldsThatNoSdkHasYet() {
    TableRow row = findings.row(TestFindings.bedrock());

    assertThat(row.cell(FindingColumn.RESOURCE_IDS).toString()).contains("example.model-v1");
    assertThat(findings.drift()).isEmpty();
  }

  @Test
  void findsIdsOfEc2InArns() {
    TableRow row =
        findings.row(
            finding(
                "AttackSequence:EC2/CompromisedInstanceGroup",
                "9",
                "",
                "\"detection\": {\"sequence\": {\"resources\": [{\"uid\":"
                    + " \"arn:aws:ec2:eu-west-1:1:instance/i-7\", \"resourceType\":"
                    + " \"EC2_INSTANCE\"}, {\"uid\": \"arn:aws:ec2:eu-west-1:1:vpc/vpc-7\","
                    + " \"resourceType\": \"EC2_VPC\"}]}}"));

    assertThat(row.text(FindingColumn.INSTANCE_ID)).isEqualTo("i-7");
    assertThat(row.text(FindingColumn.VPC_ID)).isEqualTo("vpc-7");
    assertThat(row.cell(FindingColumn.RESOURCE_IDS))
        .isEqualTo(
            List.of(
                "arn:aws:ec2:eu-west-1:1:instance/i-7",
                "arn:aws:ec2:eu-west-1:1:vpc/vpc-7",
                "i-7",
                "vpc-7"));
  }

  @Test
  void takesFileNamesWhereMalwareHasNoPath() {
    TableRow row =
        findings.row(
            TestFindings.volumeScan()
                .replace("\"filePath\": \"/tmp/eicar\"", "\"fileName\": \"eicar\""));

    assertThat(row.cell(FindingColumn.MALWARE_FILE_PATHS).toString()).contains("eicar");
  }

  @Test
  void sortsPivotsByCodePointsAndKeepsLongOnes() {
    List<String> users = new ArrayList<>();

    for (int i = 100; i < 130; i++) {
      users.add("u" + i);
      users.add("u" + i);
    }

    users.add("\ue000");
    users.add("\ud83d\ude00");
    TableRow row =
        findings.row(
            finding(
                "A:B/C",
                "5",
                "\"kubernetesDetails\": {\"kubernetesUserDetails\": {\"sessionName\": [\""
                    + String.join("\", \"", users)
                    + "\"]}}",
                ""));

    List<?> ids = (List<?>) row.cell(FindingColumn.PRINCIPAL_IDS);
    assertThat(ids).hasSize(32);
    assertThat(ids.get(0)).isEqualTo("u100");
    assertThat(ids.get(29)).isEqualTo("u129");
    assertThat(ids.get(30)).isEqualTo("\ue000");
    assertThat(ids.get(31)).isEqualTo("\ud83d\ude00");
  }

  @Test
  void lastOfDuplicateKeysWinsInAdditionalInfosTextToo() {
    TableRow row =
        findings.row(
            finding(
                "A:B/C",
                "5",
                "",
                "\"additionalInfo\": {\"value\": \"{\\\"sample\\\":false,\\\"sample\\\":true}\"}"));

    assertThat(row.cell(FindingColumn.IS_SAMPLE)).isEqualTo(true);
    assertThat(findings.drift())
        .containsExactly("DUPLICATE_KEY service.additionalInfo.value.sample");
  }

  private static Long micros(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Times.micros(bytes, 0, bytes.length);
  }
}
