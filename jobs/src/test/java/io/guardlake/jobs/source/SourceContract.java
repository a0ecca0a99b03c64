package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportContext.Feed;
import org.apache.flink.connector.testframe.TestResource;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestExternalSystem;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What Flink demands of every source, of ours by both feeds, on one server or another. */
@Tag("contract")
@Timeout(300)
abstract class SourceContract extends SourceTestSuiteBase<String> {
  @TestSemantics final CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE};

  @TestEnv final MiniClusterTestEnvironment environment = new MiniClusterTestEnvironment();

  @TestExternalSystem final Servers servers = new Servers();

  @TestContext
  final ExternalContextFactory<ExportContext> listing =
      testName -> new ExportContext(servers.aws, Feed.LIST);

  @TestContext
  final ExternalContextFactory<ExportContext> queue =
      testName -> new ExportContext(servers.aws, Feed.SQS);

  abstract LocalAws startServers();

  void stopServers() {}

  private final class Servers implements TestResource {
    private LocalAws aws;

    @Override
    public void startUp() {
      aws = startServers();
    }

    @Override
    public void tearDown() {
      aws.close();
      stopServers();
    }
  }
}
