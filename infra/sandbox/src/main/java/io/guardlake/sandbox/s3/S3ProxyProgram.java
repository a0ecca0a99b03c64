package io.guardlake.sandbox.s3;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.ServerProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How to run S3Proxy, whose class path (slf4j 2, Jackson 3, a newer AWS SDK) is not ours. */
final class S3ProxyProgram {
  private static final String CONFIGURATION = "s3proxy.properties";
  private static final int HEAP_MEGABYTES = 512;

  private S3ProxyProgram() {}

  static ServerProgram at(LocalAddress address, SandboxS3Settings settings) {
    return new ServerProgram(
        settings.serverLibrary(),
        "org.gaul.s3proxy.Main",
        List.of("--properties", CONFIGURATION),
        Map.of(
            CONFIGURATION,
            bytes(configuration(address, settings)),
            "logback.xml",
            resource("s3proxy-logback.xml")),
        HEAP_MEGABYTES);
  }

  private static Properties configuration(LocalAddress address, SandboxS3Settings settings) {
    Properties configuration = new Properties();
    configuration.setProperty("s3proxy.endpoint", address.endpoint().toString());
    configuration.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    configuration.setProperty("s3proxy.identity", address.accessKeyId());
    configuration.setProperty("s3proxy.credential", address.secretAccessKey());
    // Newer SDKs send headers that S3Proxy does not know and S3 accepts.
    configuration.setProperty("s3proxy.ignore-unknown-headers", "true");
    configuration.setProperty("jclouds.identity", "unused");
    configuration.setProperty("jclouds.credential", "unused");

    if (settings.storageDirectory().isEmpty()) {
      configuration.setProperty("jclouds.provider", "transient-nio2");
      return configuration;
    }

    Path directory = settings.storageDirectory().get().toAbsolutePath();
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not make the folder " + directory + ".", failure);
    }

    configuration.setProperty("jclouds.provider", "filesystem-nio2");
    configuration.setProperty("jclouds.filesystem.basedir", directory.toString());
    return configuration;
  }

  private static byte[] bytes(Properties properties) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      properties.store(output, null);
    } catch (IOException impossible) {
      throw new UncheckedIOException("An array in memory refused bytes.", impossible);
    }

    return output.toByteArray();
  }

  private static byte[] resource(String name) {
    try (InputStream input = S3ProxyProgram.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new IllegalStateException(
            "The resource " + name + " is missing from Guardlake's jar.");
      }

      return input.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not read the resource " + name + ".", failure);
    }
  }
}
