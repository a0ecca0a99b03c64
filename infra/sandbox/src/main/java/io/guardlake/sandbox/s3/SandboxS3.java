package io.guardlake.sandbox.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 endpoint on 127.0.0.1, in a process of its own that ends with this object or with our JVM.
 * Requests must be signed with its own credentials, new at every start. Safe for use by several
 * threads.
 */
public final class SandboxS3 implements AutoCloseable {
  private static final Region REGION = Region.US_EAST_1;
  private static final int PORT_ATTEMPTS = 3;

  private final S3ProxyProcess process;
  private final URI endpoint;
  private final AwsBasicCredentials credentials;
  private final boolean keepsEncryptionHeaders;
  private final Thread stopAtExit;
  private S3Client client;

  private SandboxS3(
      S3ProxyProcess process,
      URI endpoint,
      AwsBasicCredentials credentials,
      boolean keepsEncryptionHeaders) {
    this.process = process;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.keepsEncryptionHeaders = keepsEncryptionHeaders;
    this.stopAtExit = new Thread(process::close, "stop-s3proxy");
  }

  /** {@link #start(SandboxS3Settings)} with the defaults: a free port, objects in memory. */
  public static SandboxS3 start() {
    return start(SandboxS3Settings.defaults());
  }

  /** {@link #start(SandboxS3Settings)} on the given port, objects in memory. */
  public static SandboxS3 start(int port) {
    return start(SandboxS3Settings.defaults().onPort(port));
  }

  /**
   * Starts S3Proxy and returns once it listens.
   *
   * @throws SandboxS3Exception when it cannot start or does not listen within a minute; the message
   *     carries what it printed last
   */
  public static SandboxS3 start(SandboxS3Settings settings) {
    int attempts = settings.port() == 0 ? PORT_ATTEMPTS : 1;

    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(settings);
      } catch (SandboxS3Exception failure) {
        // Another process may take a free port between our look and S3Proxy's bind.
        boolean portTaken = failure.getMessage().contains("Failed to bind");

        if (attempt == attempts || !portTaken) {
          throw failure;
        }
      }
    }
  }

  private static SandboxS3 startOnce(SandboxS3Settings settings) {
    int port = settings.port() == 0 ? freePort() : settings.port();
    // An address instead of a name makes every AWS SDK use path-style requests of its own accord.
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    AwsBasicCredentials credentials = randomCredentials();
    S3ProxyProcess process =
        S3ProxyProcess.start(
            settings.library(), configuration(endpoint, credentials, settings.storageDirectory()));
    SandboxS3 started =
        new SandboxS3(process, endpoint, credentials, settings.storageDirectory().isEmpty());
    Runtime.getRuntime().addShutdownHook(started.stopAtExit);
    return started;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return endpoint;
  }

  /** The region requests are signed for. */
  public String region() {
    return REGION.id();
  }

  public String accessKeyId() {
    return credentials.accessKeyId();
  }

  public String secretAccessKey() {
    return credentials.secretAccessKey();
  }

  /**
   * The standard AWS environment with which the SDKs and the AWS CLI use this endpoint and nothing
   * else, in a fixed order.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL_S3", endpoint.toString());
    environment.put("AWS_ACCESS_KEY_ID", accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", secretAccessKey());
    environment.put("AWS_REGION", region());
    environment.put("AWS_DEFAULT_REGION", region());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  /** A client of this endpoint, shared by all callers and closed with this object. */
  public synchronized S3Client client() {
    if (client == null) {
      client = newClient(secretAccessKey());
    }

    return client;
  }

  /** Makes a bucket; nothing happens when it is there already. */
  public void createBucket(String name) {
    boolean exists =
        client().listBuckets().buckets().stream().anyMatch(bucket -> bucket.name().equals(name));

    if (!exists) {
      client().createBucket(request -> request.bucket(name));
    }
  }

  /**
   * Makes a bucket when it is missing and returns the writer that fills it as a GuardDuty export
   * does: with SSE-KMS headers when objects are in memory, without them when they are in files,
   * because S3Proxy refuses such a put with 501 where it would write the object unencrypted.
   */
  public ExportBucket exportBucket(String name, String kmsKeyArn) {
    createBucket(name);
    return keepsEncryptionHeaders
        ? ExportBucket.encrypted(client(), name, kmsKeyArn)
        : ExportBucket.unencrypted(client(), name);
  }

  /** Stops the endpoint. Objects kept in memory are gone; those kept in files stay. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }

    process.close();

    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException exiting) {
      // The JVM is on its way out and runs the hook itself.
    }
  }

  ProcessHandle processHandle() {
    return process.handle();
  }

  /** A new client that signs with the given secret; the caller closes it. */
  S3Client newClient(String secretAccessKey) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId(), secretAccessKey)))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  private static Properties configuration(
      URI endpoint, AwsBasicCredentials credentials, Optional<Path> storage) {
    Properties configuration = new Properties();
    configuration.setProperty("s3proxy.endpoint", endpoint.toString());
    configuration.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    configuration.setProperty("s3proxy.identity", credentials.accessKeyId());
    configuration.setProperty("s3proxy.credential", credentials.secretAccessKey());
    // Newer SDKs send headers that S3Proxy does not know and S3 accepts.
    configuration.setProperty("s3proxy.ignore-unknown-headers", "true");
    configuration.setProperty("jclouds.identity", "unused");
    configuration.setProperty("jclouds.credential", "unused");

    if (storage.isEmpty()) {
      configuration.setProperty("jclouds.provider", "transient-nio2");
      return configuration;
    }

    Path directory = storage.get().toAbsolutePath();
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not make the folder " + directory + ".", failure);
    }

    configuration.setProperty("jclouds.provider", "filesystem-nio2");
    configuration.setProperty("jclouds.filesystem.basedir", directory.toString());
    return configuration;
  }

  private static AwsBasicCredentials randomCredentials() {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[8];
    byte[] secret = new byte[20];
    random.nextBytes(name);
    random.nextBytes(secret);
    HexFormat hex = HexFormat.of();
    return AwsBasicCredentials.create(
        "SANDBOX" + hex.withUpperCase().formatHex(name), hex.formatHex(secret));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not find a free port on 127.0.0.1.", failure);
    }
  }
}
