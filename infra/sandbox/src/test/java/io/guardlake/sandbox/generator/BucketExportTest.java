package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.s3.ExportBucket;
import io.guardlake.sandbox.s3.SandboxS3;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

final class BucketExportTest {
  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static SandboxS3 s3;

  @BeforeAll
  static void start() {
    s3 = SandboxS3.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void putsEveryObjectBeforeItReturnsTheTruth() throws IOException {
    GeneratorSettings settings =
        GeneratorSettings.endingOn(LocalDate.parse("2026-11-15")).withFindings(200).withPerFile(2);

    try (BucketExport export = new BucketExport(s3.exportBucket("findings", KEY_ARN))) {
      Truth truth = ExportGenerator.generate(settings, export, lines -> {});

      assertThat(
              s3
                  .client()
                  .listObjectsV2Paginator(request -> request.bucket("findings"))
                  .contents()
                  .stream())
          .hasSize((int) truth.files())
          .extracting(S3Object::size)
          .satisfies(
              sizes ->
                  assertThat(sizes.stream().mapToLong(Long::longValue).sum())
                      .isEqualTo(truth.bytes()));
    }
  }

  @Test
  void reportsAPutThatFailed() throws IOException {
    ExportBucket missing = ExportBucket.encrypted(s3.client(), "missing", KEY_ARN);

    try (BucketExport export = new BucketExport(missing)) {
      export.put("a", new byte[1], Instant.EPOCH);

      assertThatThrownBy(export::flush)
          .isInstanceOf(IOException.class)
          .hasMessage("Could not put an object into the bucket missing.");
    }
  }
}
