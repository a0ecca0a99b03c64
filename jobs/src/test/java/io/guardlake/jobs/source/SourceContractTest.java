package io.guardlake.jobs.source;

/** Flink's contract on S3Proxy and ElasticMQ, each in a JVM of its own. */
class SourceContractTest extends SourceContract {
  @Override
  LocalAws startServers() {
    return LocalAws.start();
  }
}
