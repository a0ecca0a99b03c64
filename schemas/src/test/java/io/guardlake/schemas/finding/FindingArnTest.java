package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingArnTest {
  @Test
  void tellsTheParts() {
    FindingArn arn =
        FindingArn.parse("arn:aws-cn:guardduty:cn-north-1:111122223333:detector/d/finding/f")
            .orElseThrow();

    assertThat(arn.partition()).isEqualTo("aws-cn");
    assertThat(arn.detectorId()).isEqualTo("d");
    assertThat(arn.isOfRegion("cn-north-1")).isTrue();
    assertThat(arn.isOfAccount("111122223333")).isTrue();
    assertThat(arn.isOfFinding("f")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "f", "ff", "cn-north-", "cn-north-1:", "11112222333", "g"})
  void tellsPartsFromTheirBeginnings(String other) {
    FindingArn arn =
        FindingArn.parse("arn:aws-cn:guardduty:cn-north-1:111122223333:detector/d/finding/fff")
            .orElseThrow();

    assertThat(arn.isOfRegion(other)).isFalse();
    assertThat(arn.isOfAccount(other)).isFalse();
    assertThat(arn.isOfFinding(other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:guardduty:r:a:detector/d",
        "arn:aws:securityhub:r:a:detector/d/finding/f",
        "arn::guardduty:r:a:detector/d/finding/f",
        "arn:aws:guardduty:r:a:detector//finding/f",
        "arn:aws:guardduty:r:a:detector/d/e/finding/f",
        "arn:aws:guardduty:r:a:detector/finding/f"
      })
  void refusesWhatIsNotTheArnOfAFinding(String arn) {
    assertThat(FindingArn.parse(arn)).isEmpty();
  }
}
