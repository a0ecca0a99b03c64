package io.guardlake.sandbox.aws.s3;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsRequest;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Operation;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.kms.KmsKeys;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.server.LocalAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S3 in path style: https://docs.aws.amazon.com/AmazonS3/latest/API/. Buckets and their settings
 * are kept here, objects by the server behind.
 */
public final class S3Api implements AwsService, AutoCloseable {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final Set<String> LISTING =
      Set.of(
          "list-type",
          "prefix",
          "delimiter",
          "marker",
          "max-keys",
          "continuation-token",
          "start-after",
          "encoding-type",
          "fetch-owner",
          "uploads");

  private static final Set<String> OBJECT =
      Set.of("uploadId", "uploads", "partNumber", "x-id", "response-content-type");

  private final BucketCalls buckets;
  private final ObjectCalls objects;
  private final ObjectStore store;

  /**
   * The API over buckets and keys.
   *
   * @param behind the server that keeps the objects
   */
  public S3Api(AwsWorld world, Buckets buckets, KmsKeys keys, LocalAddress behind) {
    requireNonNull(world, "world is null");
    this.store = new ObjectStore(behind);
    this.buckets = new BucketCalls(world, buckets, store);
    this.objects = new ObjectCalls(world, buckets, keys, store);
  }

  /** Ends the connections to the server of objects. */
  @Override
  public void close() {
    store.close();
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Protocol protocol() {
    return Protocol.REST_XML;
  }

  @Override
  public Isolation isolation() {
    return Isolation.ITS_OWN;
  }

  @Override
  public Operation operation(AwsRequest request) {
    String[] path = request.rawPath().split("/", 3);
    String bucket = path.length > 1 ? path[1] : "";
    String key = path.length > 2 ? path[2] : "";

    if (bucket.isEmpty()) {
      return onlyWithout(request, "ListBuckets", "GET", call -> buckets.list(call), Map.of());
    }

    Map<String, String> names = Map.of("bucket", bucket, "key", key);
    return key.isEmpty() ? onBucket(request, names) : onObject(request, names);
  }

  private Operation onBucket(AwsRequest request, Map<String, String> names) {
    Set<String> parameters = request.parameters().keySet();
    String method = request.method();
    Optional<Setting> setting = Setting.of(parameters);

    if (setting.isPresent()) {
      return onSetting(request, setting.get(), names);
    }

    if (parameters.contains("policy")) {
      return switch (method) {
        case "GET" -> new Operation("GetBucketPolicy", buckets::policy, names);
        case "PUT" -> new Operation("PutBucketPolicy", buckets::putPolicy, names);
        case "DELETE" -> new Operation("DeleteBucketPolicy", buckets::deletePolicy, names);
        default -> throw unknown(request);
      };
    }

    if (parameters.contains("policyStatus") && method.equals("GET")) {
      return new Operation("GetBucketPolicyStatus", buckets::policyStatus, names);
    }

    if (parameters.contains("location") && method.equals("GET")) {
      return new Operation("GetBucketLocation", buckets::location, names);
    }

    if (parameters.contains("delete") && method.equals("POST")) {
      return new Operation(
          "DeleteObjects", call -> objects.onBucket(call, "s3:DeleteObject"), names);
    }

    if (method.equals("GET") && LISTING.containsAll(parameters)) {
      return new Operation(
          parameters.contains("list-type") ? "ListObjectsV2" : "ListObjects",
          call -> objects.onBucket(call, "s3:ListBucket"),
          names);
    }

    return switch (method) {
      case "PUT" -> onlyWithout(request, "CreateBucket", "PUT", buckets::create, names);
      case "DELETE" -> onlyWithout(request, "DeleteBucket", "DELETE", buckets::delete, names);
      case "HEAD" -> onlyWithout(request, "HeadBucket", "HEAD", buckets::head, names);
      default -> throw unknown(request);
    };
  }

  private Operation onSetting(AwsRequest request, Setting setting, Map<String, String> names) {
    return switch (request.method()) {
      case "GET" ->
          new Operation("Get" + setting.operation(), call -> buckets.setting(call, setting), names);
      case "PUT" ->
          new Operation(
              "Put" + setting.operation(), call -> buckets.putSetting(call, setting), names);
      case "DELETE" ->
          new Operation(
              "Delete" + setting.operation(), call -> buckets.deleteSetting(call, setting), names);
      default -> throw unknown(request);
    };
  }

  private Operation onObject(AwsRequest request, Map<String, String> names) {
    if (!OBJECT.containsAll(request.parameters().keySet())) {
      throw unknown(request);
    }

    String method = request.method().toUpperCase(Locale.ROOT);
    return switch (method) {
      case "GET" -> new Operation("GetObject", call -> objects.read(call), names);
      case "HEAD" -> new Operation("HeadObject", call -> objects.read(call), names);
      case "PUT", "POST" -> new Operation("PutObject", call -> objects.write(call), names);
      case "DELETE" -> new Operation("DeleteObject", call -> objects.delete(call), names);
      default -> throw unknown(request);
    };
  }

  private static Operation onlyWithout(
      AwsRequest request,
      String operation,
      String method,
      Operation.Handler handler,
      Map<String, String> names) {
    boolean plain = request.parameters().keySet().stream().allMatch(name -> name.equals("x-id"));

    if (!plain || !request.method().equals(method)) {
      throw unknown(request);
    }

    return new Operation(operation, handler, names);
  }

  private static AwsError unknown(AwsRequest request) {
    return new AwsError(
        501,
        "NotImplemented",
        "The sandbox does not imitate s3: %s %s with %s."
            .formatted(request.method(), request.rawPath(), request.parameters().keySet()));
  }

  /** The bucket of a call, which must be the expected owner's, and in the region asked. */
  static Bucket bucket(Call call, Buckets buckets) {
    Bucket bucket = anywhere(call, buckets);

    if (!bucket.region().equals(call.region())) {
      throw new AwsError(
          301,
          "PermanentRedirect",
          ("The bucket you are attempting to access must be addressed using the specified endpoint."
                  + " Please send all future requests to this endpoint: s3.%s.amazonaws.com")
              .formatted(bucket.region()));
    }

    return bucket;
  }

  /** The bucket of a call, wherever it is. */
  static Bucket anywhere(Call call, Buckets buckets) {
    Bucket bucket = buckets.find(call.part("bucket")).orElseThrow(S3Errors::noSuchBucket);
    Optional<String> expected = call.request().header("x-amz-expected-bucket-owner");

    if (expected.isPresent() && !expected.get().equals(bucket.owner())) {
      throw S3Errors.accessDenied();
    }

    return bucket;
  }
}
