package io.guardlake.sandbox.s3;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Puts objects into a bucket with the headers of a GuardDuty export: {@code aws:kms} and the
 * destination's key, which the bucket policy of a real export demands. What content type GuardDuty
 * sends is not documented; a reader must tell gzip by its first bytes.
 *
 * <p>S3 sets an object's last-modified time itself, to the time of the put.
 */
public final class ExportBucket {
  private static final String CONTENT_TYPE = "application/x-gzip";

  private final S3Client client;
  private final String bucket;
  private final Optional<String> kmsKeyArn;

  private ExportBucket(S3Client client, String bucket, Optional<String> kmsKeyArn) {
    this.client = requireNonNull(client, "client is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.kmsKeyArn = kmsKeyArn;
  }

  /**
   * A bucket whose objects are put as encrypted with a key.
   *
   * @param client stays the caller's to close
   * @param bucket an existing bucket
   * @param kmsKeyArn the ARN of the key that objects are said to be encrypted with
   */
  public static ExportBucket encrypted(S3Client client, String bucket, String kmsKeyArn) {
    return new ExportBucket(
        client, bucket, Optional.of(requireNonNull(kmsKeyArn, "kmsKeyArn is null")));
  }

  /** A bucket on an endpoint that cannot encrypt: the same objects without the SSE headers. */
  public static ExportBucket unencrypted(S3Client client, String bucket) {
    return new ExportBucket(client, bucket, Optional.empty());
  }

  public String bucket() {
    return bucket;
  }

  /** Puts one object; the key is below {@code [prefix/]AWSLogs/} as the export lays it out. */
  public void put(String key, byte[] content) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(CONTENT_TYPE);
    kmsKeyArn.ifPresent(
        arn -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(arn));
    client.putObject(request.build(), RequestBody.fromBytes(content));
  }

  /** Puts the zero-byte marker that GuardDuty looks for when a destination has a prefix. */
  public void putFolderMarker(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("A folder marker's key ends with /, not: " + prefix);
    }

    put(prefix, new byte[0]);
  }
}
