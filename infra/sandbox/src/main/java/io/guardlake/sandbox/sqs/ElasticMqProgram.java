package io.guardlake.sandbox.sqs;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.ServerProgram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How to run ElasticMQ, whose class path (Scala, Pekko, slf4j 2) is not ours. */
final class ElasticMqProgram {
  private static final int HEAP_MEGABYTES = 256;

  private ElasticMqProgram() {}

  static ServerProgram at(LocalAddress address, SandboxSqsSettings settings) {
    return new ServerProgram(
        settings.serverLibrary(),
        "org.elasticmq.server.Main",
        List.of(),
        // First on the class path, which is where its configuration library looks.
        Map.of(
            "application.conf", configuration(address).getBytes(StandardCharsets.UTF_8),
            "logback.xml", logging().getBytes(StandardCharsets.UTF_8)),
        HEAP_MEGABYTES);
  }

  private static String configuration(LocalAddress address) {
    // A node address of * makes queue URLs from the Host of each request, so that a proxy in
    // front appears in them as SQS's own endpoint would.
    return """
        node-address { protocol = http, host = "*", port = %1$d, context-path = "" }
        rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = %1$d, sqs-limits = strict }
        rest-stats { enabled = false }
        queues-storage { enabled = false }
        messages-storage { enabled = false }
        aws { region = "%2$s", accountId = "%3$s" }
        """
        .formatted(address.endpoint().getPort(), address.region(), SandboxSqs.ACCOUNT);
  }

  private static String logging() {
    return """
        <configuration>
          <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%-5level %logger{0}: %msg%n%ex{6}</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="console"/></root>
        </configuration>
        """;
  }
}
