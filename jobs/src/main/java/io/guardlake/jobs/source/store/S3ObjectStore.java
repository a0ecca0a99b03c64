package io.guardlake.jobs.source.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below a prefix of a bucket. */
public final class S3ObjectStore implements ObjectStore {
  private final SourceUri.Bucket source;
  private final S3Client client;
  private final String root;

  /** Takes the client over, and closes it. */
  public S3ObjectStore(SourceUri.Bucket source, S3Client client) {
    this.source = source;
    this.client = client;
    this.root = source.prefix().isEmpty() ? "" : source.prefix() + "/";
  }

  @Override
  public void check() throws StoreException {
    try {
      client.listObjectsV2(request -> request.bucket(source.name()).prefix(root).maxKeys(1));
    } catch (SdkException e) {
      throw S3Errors.ofListing(source.uriOf(""), e);
    }
  }

  @Override
  public ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException {
    try {
      ListObjectsV2Response response =
          client.listObjectsV2(
              request ->
                  request
                      .bucket(source.name())
                      .prefix(root + prefix)
                      .delimiter(oneLevel ? "/" : null)
                      .continuationToken(from));
      List<StoredObject> objects =
          response.contents().stream().map(this::stored).flatMap(Optional::stream).toList();
      List<String> prefixes =
          response.commonPrefixes().stream().map(CommonPrefix::prefix).map(this::relative).toList();
      boolean more = Boolean.TRUE.equals(response.isTruncated());
      return new ListingPage(objects, prefixes, more ? response.nextContinuationToken() : null);
    } catch (SdkException e) {
      throw S3Errors.ofListing(source.uriOf(prefix), e);
    }
  }

  private Optional<StoredObject> stored(S3Object object) {
    if (object.eTag() == null) {
      return identified(object.key());
    }

    return Optional.of(
        new StoredObject(
            relative(object.key()),
            unquoted(object.eTag()),
            object.size(),
            object.lastModified().toEpochMilli()));
  }

  /**
   * Asks for the ETag of an object that was listed without one. S3 always lists it; stores that
   * write an object before its attributes do not while they write it.
   */
  private Optional<StoredObject> identified(String key) {
    HeadObjectResponse head;

    try {
      head = client.headObject(request -> request.bucket(source.name()).key(key));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }

    if (head.eTag() == null) {
      throw SdkClientException.create("s3://" + source.name() + "/" + key + " has no ETag yet");
    }

    return Optional.of(
        new StoredObject(
            relative(key),
            unquoted(head.eTag()),
            head.contentLength(),
            head.lastModified().toEpochMilli()));
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }

  private String relative(String key) {
    return key.substring(root.length());
  }

  @Override
  public InputStream open(StoredObject object) throws StoreException {
    try {
      ResponseInputStream<GetObjectResponse> body =
          client.getObject(
              request ->
                  request
                      .bucket(source.name())
                      .key(root + object.key())
                      .ifMatch("\"" + object.etag() + "\""));
      return new Body(body, source.uriOf(object.key()));
    } catch (SdkException e) {
      throw S3Errors.ofObject(source.uriOf(object.key()), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** Turns the SDK's errors into ours, and never drains what nobody reads. */
  private static final class Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> body;
    private final String uri;
    private boolean ended;

    Body(ResponseInputStream<GetObjectResponse> body, String uri) {
      super(body);
      this.body = body;
      this.uri = uri;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        int count = body.read(bytes, from, length);
        ended = count < 0;
        return count;
      } catch (SdkException e) {
        throw S3Errors.ofObject(uri, e);
      } catch (IOException e) {
        throw S3Errors.interrupted(uri, e);
      }
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        body.abort();
        return;
      }

      body.close();
    }
  }
}
