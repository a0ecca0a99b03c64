package io.guardlake.jobs.source.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below a prefix of a bucket. */
public final class S3ObjectStore implements ObjectStore {
  /** A body that comes a few bytes at a time never runs into the client's own time-out. */
  private static final Duration WHOLE_BODY = Duration.ofMinutes(1);

  /** A listing, or the beginning of an object, with all the client's own tries. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final SourceUri.Bucket source;
  private final S3Connection connection;
  private final S3AsyncClient client;
  private final StoreRequests requests;
  private final String root;

  /** A store of the standard AWS environment. */
  S3ObjectStore(SourceUri.Bucket source, int connections) {
    this(source, connections, ClockSkew.ofThisMachine());
  }

  S3ObjectStore(SourceUri.Bucket source, int connections, ClockSkew clock) {
    this.source = source;
    this.requests = new StoreRequests();
    this.connection = new S3Connection(connections, requests, clock);
    this.client = connection.client();
    this.root = source.prefix().isEmpty() ? "" : source.prefix() + "/";
  }

  @Override
  public void check() throws StoreException {
    try {
      await(
          client.listObjectsV2(r -> r.bucket(source.name()).prefix(root).maxKeys(1)),
          source.uriOf(""));
    } catch (SdkException e) {
      throw S3Errors.ofListing(source.uriOf(""), e);
    }
  }

  @Override
  public ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException {
    try {
      ListObjectsV2Response response =
          await(
              client.listObjectsV2(
                  request ->
                      request
                          .bucket(source.name())
                          .prefix(root + prefix)
                          .delimiter(oneLevel ? "/" : null)
                          .continuationToken(from)),
              source.uriOf(prefix));
      List<StoredObject> objects = new ArrayList<>();

      for (S3Object object : response.contents()) {
        stored(object).ifPresent(objects::add);
      }

      List<String> prefixes =
          response.commonPrefixes().stream().map(CommonPrefix::prefix).map(this::relative).toList();
      boolean more = Boolean.TRUE.equals(response.isTruncated());
      return new ListingPage(objects, prefixes, more ? response.nextContinuationToken() : null);
    } catch (SdkException e) {
      throw S3Errors.ofListing(source.uriOf(prefix), e);
    }
  }

  private Optional<StoredObject> stored(S3Object object) throws StoreException {
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
  private Optional<StoredObject> identified(String key) throws StoreException {
    HeadObjectResponse head;

    try {
      head =
          await(
              client.headObject(request -> request.bucket(source.name()).key(key)),
              "s3://" + source.name() + "/" + key);
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
    String uri = source.uriOf(object.key());

    try {
      ResponseInputStream<GetObjectResponse> body =
          await(
              client.getObject(
                  get(object).build(), AsyncResponseTransformer.toBlockingInputStream()),
              uri);
      return new Body(body, uri);
    } catch (SdkException e) {
      throw S3Errors.ofObject(uri, e);
    }
  }

  @Override
  public CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes) {
    WholeBody body = new WholeBody(mostBytes, response -> described(object, response));
    GetObjectRequest request =
        get(object)
            .overrideConfiguration(override -> override.apiCallAttemptTimeout(WHOLE_BODY))
            .build();
    return client
        .getObject(request, body)
        .exceptionallyCompose(
            error ->
                CompletableFuture.failedFuture(
                    S3Errors.ofFetch(source.uriOf(object.key()), error, body.hasBegun())));
  }

  private GetObjectRequest.Builder get(StoredObject object) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(source.name()).key(root + object.key());
    return object.etag().isEmpty() ? request : request.ifMatch("\"" + object.etag() + "\"");
  }

  /** What the answer says; what was known before stays, or an object had two identities. */
  private static StoredObject described(StoredObject asked, GetObjectResponse response) {
    return new StoredObject(
        asked.key(),
        asked.etag().isEmpty() && response.eTag() != null
            ? unquoted(response.eTag())
            : asked.etag(),
        response.contentLength() == null ? asked.size() : response.contentLength(),
        asked.lastModified() == StoredObject.UNKNOWN
            ? millis(response.lastModified())
            : asked.lastModified());
  }

  private static long millis(Instant time) {
    return time == null ? StoredObject.UNKNOWN : time.toEpochMilli();
  }

  /** Waits in the caller's thread, and throws the SDK's own errors. */
  private <T> T await(CompletableFuture<T> future, String uri) throws StoreException {
    try {
      return future.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw NoAnswer.of(uri, requests, LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw SdkClientException.create("Waiting for S3 was interrupted", e);
    } catch (ExecutionException e) {
      throw S3Errors.sdkError(e.getCause());
    }
  }

  @Override
  public StoreRequests requests() {
    return requests;
  }

  @Override
  public void close() {
    connection.close();
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
      } catch (SdkException | IOException e) {
        throw S3Errors.broken(uri, e);
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
