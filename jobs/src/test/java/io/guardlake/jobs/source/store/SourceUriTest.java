package io.guardlake.jobs.source.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUriTest {
  @Test
  void readsBucketsAndDirectories() {
    assertThat(SourceUri.parse("s3://my-bucket")).isEqualTo(new SourceUri.Bucket("my-bucket", ""));
    assertThat(SourceUri.parse("s3://my-bucket/some/prefix/"))
        .isEqualTo(new SourceUri.Bucket("my-bucket", "some/prefix"));
    assertThat(SourceUri.parse("file:///some/../dir/")).isEqualTo(new SourceUri.Directory("/dir"));
  }

  @Test
  void aDownloadsObjectsAreNamedWithoutTheDirectoryTheyLieIn() {
    SourceUri download = SourceUri.parse("guardduty-api:///tmp/work");

    assertThat(download).isEqualTo(new SourceUri.Download("/tmp/work"));
    assertThat(download.uriOf("AWSLogs/x")).isEqualTo("guardduty-api://AWSLogs/x");
    assertThat(download.keyOf("guardduty-api://AWSLogs/x")).isEqualTo("AWSLogs/x");
    assertThat(download.contains(download.text())).isFalse();
  }

  @Test
  void namesObjectsAndFindsTheirKeysAgain() {
    SourceUri bucket = SourceUri.parse("s3://my-bucket/p");

    assertThat(bucket.uriOf("a/b")).isEqualTo("s3://my-bucket/p/a/b");
    assertThat(bucket.keyOf("s3://my-bucket/p/a/b")).isEqualTo("a/b");
    assertThat(bucket.contains("s3://my-bucket/pq/a")).isFalse();
    assertThat(SourceUri.parse("file:///").uriOf("a")).isEqualTo("file:///a");
  }

  @ParameterizedTest
  @CsvSource({
    "/some/dir, file:///some/dir",
    "s3a://bucket/x, s3://bucket/prefix",
    "https://bucket.s3.amazonaws.com/x, s3://bucket/prefix",
    "file://host/dir, file:///directory",
    "s3://Bucket/x, s3://bucket/prefix",
    "s3:///x, s3://bucket/prefix",
    "s3://bucket/p/AWSLogs, s3://bucket/p",
    "s3://bucket/AWSLogs/111122223333/GuardDuty, s3://bucket",
    "file:///dir/AWSLogs/, file:///dir"
  })
  void refusesOthersAndShowsTheRightForm(String text, String shown) {
    assertThatThrownBy(() -> SourceUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(shown);
  }

  @Test
  void showsTheWholePathForARelativeOne() {
    assertThatThrownBy(() -> SourceUri.parse("exports"))
        .hasMessageContaining("file:///")
        .hasMessageContaining("/exports");
  }
}
