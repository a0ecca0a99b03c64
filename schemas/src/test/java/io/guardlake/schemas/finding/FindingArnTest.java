package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingArnTest {
  @Test
  void tellsTheParts() {
    assertThat(
            FindingArn.parse("arn:aws-cn:guardduty:cn-north-1:111122223333:detector/d/finding/f"))
        .contains(new FindingArn("aws-cn", "cn-north-1", "111122223333", "d", "f"));
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
