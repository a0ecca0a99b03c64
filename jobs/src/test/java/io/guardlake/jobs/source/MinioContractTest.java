package io.guardlake.jobs.source;

import io.guardlake.sandbox.server.LocalAddress;
import java.net.URI;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;

/** Flink's contract on MinIO, where Docker answers. */
@ExtendWith(MinioContractTest.WithDocker.class)
class MinioContractTest extends SourceContract {
  private static final String IMAGE = "minio/minio:RELEASE.2023-09-04T19-57-37Z";

  private MinIOContainer minio;

  @Override
  LocalAws startServers() {
    minio = new MinIOContainer(IMAGE);
    minio.start();
    return LocalAws.with(
        new LocalAddress(
            URI.create(minio.getS3URL()), "us-east-1", minio.getUserName(), minio.getPassword()));
  }

  @Override
  void stopServers() {
    minio.stop();
  }

  /** Says on the build's output which of the two it is. */
  static final class WithDocker implements ExecutionCondition {
    private static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();

    static {
      System.out.println(
          ANSWERS
              ? "Docker answers: the source's contract is tested on MinIO too."
              : "No Docker answers: the source's contract is skipped on MinIO.");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return ANSWERS
          ? ConditionEvaluationResult.enabled("Docker answers")
          : ConditionEvaluationResult.disabled("No Docker answers, so there is no MinIO");
    }
  }
}
