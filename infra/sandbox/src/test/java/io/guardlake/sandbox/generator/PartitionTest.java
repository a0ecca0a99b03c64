package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  private static final int FINDINGS = 3000;
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-north-1", "aws-cn",
          "cn-northwest-1", "aws-cn",
          "us-gov-west-1", "aws-us-gov",
          "us-gov-east-1", "aws-us-gov",
          "us-east-1", "aws");
  private static final Pattern ARN = Pattern.compile("\"arn:([^:\"]*):([^:\"]*):([^:\"]*):");
  private static final Pattern HOST =
      Pattern.compile("(?:compute(?:-1)?|\\.ecr\\.[a-z0-9-]+)\\.(amazonaws\\.com(?:\\.cn)?)");

  @Test
  void namesThePartitionOfTheRegionInEveryArnAndHost() throws IOException {
    GeneratorSettings settings =
        GeneratorSettings.endingOn(LocalDate.parse("2026-11-15"))
            .withFindings(FINDINGS)
            .withRegions(List.copyOf(PARTITIONS.keySet()));
    FindingGenerator generator = new FindingGenerator(settings);
    ObjectMapper mapper = new ObjectMapper();
    Set<String> services = new HashSet<>();
    Set<String> regions = new HashSet<>();

    for (int number = 0; number < FINDINGS; number++) {
      String line = new String(generator.line(number, 0), StandardCharsets.UTF_8);
      JsonNode finding = mapper.readTree(line);
      String region = finding.get("region").textValue();
      String partition = PARTITIONS.get(region);
      regions.add(region);

      assertThat(finding.get("partition").textValue()).isEqualTo(partition);

      for (Matcher arn = ARN.matcher(line); arn.find(); ) {
        assertThat(arn.group(1)).as(arn.group()).isEqualTo(partition);
        assertThat(arn.group(3)).as(arn.group()).isIn(region, "");
        services.add(arn.group(2));
      }

      for (Matcher host = HOST.matcher(line); host.find(); ) {
        assertThat(host.group(1))
            .isEqualTo(partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
      }

      for (JsonNode value : finding.findValues("cloudPartition")) {
        assertThat(value.textValue()).isEqualTo(partition);
      }
    }

    assertThat(regions).isEqualTo(PARTITIONS.keySet());
    assertThat(services)
        .contains("guardduty", "iam", "s3", "ec2", "eks", "ecs", "kms", "rds", "lambda", "backup");
  }
}
