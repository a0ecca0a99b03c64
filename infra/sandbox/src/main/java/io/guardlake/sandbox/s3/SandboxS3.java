package io.guardlake.sandbox.s3;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import io.guardlake.sandbox.server.SandboxServer;
import io.guardlake.sandbox.server.ServerProcess;
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
public final class SandboxS3 extends SandboxServer<S3Client> {
  private final boolean keepsEncryptionHeaders;

  private SandboxS3(ServerProcess process, boolean keepsEncryptionHeaders) {
    super(process, "S3", SandboxS3::newClient);
    this.keepsEncryptionHeaders = keepsEncryptionHeaders;
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
   * @throws SandboxException when it cannot start or does not listen within two minutes; the
   *     message carries what it printed last
   */
  public static SandboxS3 start(SandboxS3Settings settings) {
    ServerProcess process =
        ServerProcess.start(settings.port(), address -> S3ProxyProgram.at(address, settings));
    return new SandboxS3(process, settings.storageDirectory().isEmpty());
  }

  /** A new client of S3 at an address; the caller closes it. */
  public static S3Client newClient(LocalAddress address) {
    requireNonNull(address, "address is null");
    return S3Client.builder()
        .endpointOverride(address.endpoint())
        .region(Region.of(address.region()))
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(address.accessKeyId(), address.secretAccessKey())))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
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

  ProcessHandle processHandle() {
    return handle();
  }
}
