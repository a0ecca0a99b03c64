package io.guardlake.cli;

import io.guardlake.cli.setup.SandboxSetup;
import io.guardlake.sandbox.aws.SampleOrganization;
import io.guardlake.sandbox.aws.SandboxAws;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An organization of the sandbox and a setup of it, by the standard AWS environment, which is set
 * in this process for as long as this is open.
 */
final class SetupSandbox implements AutoCloseable {
  private final SandboxAws aws;
  private final Map<String, String> properties;
  private final Map<String, String> replaced = new TreeMap<>();
  private final Path config;

  SetupSandbox(SandboxS3 objects, Path directory, int accounts) throws IOException {
    aws = SandboxAws.start(objects, VirtualClock.running(1), new Knobs(), 0);
    LocalAddress address =
        SampleOrganization.in(aws, accounts, List.of())
            .as(SampleOrganization.SECURITY, "us-east-1");
    properties =
        Map.of(
            "aws.endpointUrl", address.endpoint().toString(),
            "aws.endpointUrlS3", address.endpoint().toString(),
            "aws.accessKeyId", address.accessKeyId(),
            "aws.secretAccessKey", address.secretAccessKey(),
            "aws.region", "us-east-1");
    properties.forEach(
        (name, value) -> {
          String before = System.setProperty(name, value);

          if (before != null) {
            replaced.put(name, before);
          }
        });
    config = directory.resolve("setup.yaml");
    Files.writeString(
        config,
        SandboxSetup.yaml(
            "findings-" + UUID.randomUUID(), "us-east-1", List.of("us-east-1", "eu-west-1")));
  }

  SandboxAws aws() {
    return aws;
  }

  Path config() {
    return config;
  }

  /** A command of the setup in this process. */
  Cli.Result setup(String... arguments) {
    return Cli.run(commandLine(arguments).toArray(String[]::new));
  }

  /** The same in a process of its own, which can be killed. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Guardlake.class.getName());
    command.addAll(commandLine(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> commandLine(String... arguments) {
    List<String> all = new ArrayList<>(List.of("setup", arguments[0], "--config"));
    all.add(config.toString());
    all.addAll(List.of(arguments).subList(1, arguments.length));
    return all;
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
    replaced.forEach(System::setProperty);
    aws.close();
  }
}
