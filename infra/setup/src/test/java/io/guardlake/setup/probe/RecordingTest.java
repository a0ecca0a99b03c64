package io.guardlake.setup.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final String DETECTOR =
      """
      {"status": "ENABLED", "createdAt": "2026-01-01T00:00:00Z", "count": 3,
       "features": [{"name": "S3", "agents": null}, {"name": "EKS", "since": 1.5}],
       "tags": {"team of Alice": "alice@example.com"},
       "arn:aws:iam::123456789012:root": {"x": 1}}
      """;

  @Test
  void keepsTheNamesAndKindsOfFieldsAndNoValue() {
    SortedSet<String> fields = Recording.fields(DETECTOR);

    assertThat(fields)
        .containsExactly(
            "* any",
            "count number",
            "createdAt string",
            "features[].agents null",
            "features[].name string",
            "features[].since number",
            "status string",
            "tags any");
  }

  @Test
  void readsXmlAndNoDoctype() {
    assertThat(
            Recording.fields(
                "<VersioningConfiguration"
                    + " xmlns=\"x\"><Status>Enabled</Status></VersioningConfiguration>"))
        .containsExactly("VersioningConfiguration.Status text");
    assertThat(
            Recording.fields("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"))
        .containsExactly("not XML");
    assertThat(Recording.fields("")).isEmpty();
  }

  /** A policy is what somebody wrote: nothing of it is kept. */
  @Test
  void nothingOfAPolicyIsKept() {
    assertThat(
            Recording.fields(
                """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Secret", "Condition":
                 {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}]}
                """))
        .containsExactly("Statement any", "Version string");
  }

  @Test
  void isTheSameAfterItIsWrittenAndRead() {
    Recording recording =
        new Recording(
            new TreeMap<>(Map.of("guardduty GetDetector 200", Recording.fields(DETECTOR))));

    assertThat(Recording.parse("file", recording.json())).isEqualTo(recording);
    assertThatThrownBy(() -> Recording.parse("file", "{}")).hasMessageContaining("--record");
  }

  @Test
  void saysWhatDiffers() {
    Recording aws =
        new Recording(
            new TreeMap<>(
                Map.of(
                    "a B 200",
                    Recording.fields("{\"x\": 1, \"y\": 1}"),
                    "a C 400",
                    Recording.fields(""))));
    Recording sandbox =
        new Recording(new TreeMap<>(Map.of("a B 200", Recording.fields("{\"x\": 1, \"z\": 1}"))));

    assertThat(aws.differences(sandbox))
        .containsExactly(
            "a B 200: no 'y number' now.",
            "a B 200: 'z number' was not recorded.",
            "a C 400: was recorded, and did not come now.");
    assertThat(aws.differences(aws)).isEmpty();
  }
}
