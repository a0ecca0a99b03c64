package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Xml;
import io.guardlake.sandbox.aws.kms.KeyUse;
import io.guardlake.sandbox.aws.kms.KmsKeys;
import io.guardlake.sandbox.aws.policy.Contexts;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/** The operations on objects: the policies are asked, then the server of objects does it. */
final class ObjectCalls {
  private static final String ALGORITHM = "x-amz-server-side-encryption";
  private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

  private final AwsWorld world;
  private final Buckets buckets;
  private final KmsKeys keys;
  private final ObjectStore store;

  ObjectCalls(AwsWorld world, Buckets buckets, KmsKeys keys, ObjectStore store) {
    this.world = world;
    this.buckets = buckets;
    this.keys = keys;
    this.store = store;
  }

  /** Passes on a call that is about a bucket's objects, or several of them. */
  AwsAnswer onBucket(Call call, String action) {
    boolean onObjects = action.equals("s3:DeleteObject");
    requireAllowed(call, action, onObjects ? "/*" : "", Map.of());
    AwsAnswer answer = store.pass(call.request(), Map.of());
    return onObjects ? answer : new ListingTimes(buckets, call.part("bucket")).in(answer);
  }

  AwsAnswer delete(Call call) {
    requireAllowed(call, "s3:DeleteObject", key(call), Map.of());
    return store.pass(call.request(), Map.of());
  }

  AwsAnswer read(Call call) {
    requireAllowed(call, "s3:GetObject", key(call), Map.of());
    AwsAnswer answer = store.pass(call.request(), Map.of());
    String keyArn = answer.headers().get(KEY);

    if (keyArn != null && call.request().method().equals("GET")) {
      requireKey(call, keyArn, "kms:Decrypt");
    }

    return answer;
  }

  AwsAnswer write(Call call) {
    Map<String, String> encryption = encryption(call);
    requireAllowed(call, "s3:PutObject", key(call), context(encryption));

    if (encryption.containsKey(KEY)) {
      requireKey(call, encryption.get(KEY), "kms:GenerateDataKey");
    }

    AwsAnswer answer = store.pass(call.request(), encryption);
    buckets.wrote(call.part("bucket"), key(call).substring(1));
    return answer;
  }

  /** What the request asks for, or else the bucket does. */
  private Map<String, String> encryption(Call call) {
    Map<String, String> encryption = new HashMap<>();

    if (call.request().header(ALGORITHM).isPresent()) {
      encryption.put(ALGORITHM, call.request().header(ALGORITHM).get());
      call.request().header(KEY).ifPresent(key -> encryption.put(KEY, key));
      return encryption;
    }

    synchronized (world) {
      String xml = S3Api.bucket(call, buckets).setting(Setting.ENCRYPTION).orElseThrow();
      Element standard = Xml.parse(xml.getBytes(StandardCharsets.UTF_8));
      Optional<String> key = Xml.text(standard, "KMSMasterKeyID");
      key.ifPresent(
          arn -> {
            encryption.put(ALGORITHM, "aws:kms");
            encryption.put(KEY, arn);
          });
    }

    return encryption;
  }

  private static Map<String, String> context(Map<String, String> encryption) {
    Map<String, String> context = new HashMap<>();
    encryption.forEach((name, value) -> context.put("s3:" + name, value));
    return context;
  }

  private static String key(Call call) {
    String key = URLDecoder.decode(call.part("key").replace("+", "%2B"), StandardCharsets.UTF_8);
    return "/" + key;
  }

  private void requireAllowed(Call call, String action, String rest, Map<String, String> more) {
    synchronized (world) {
      Bucket bucket = S3Api.bucket(call, buckets);
      boolean allowed =
          buckets.allows(
              bucket.name(),
              new PolicyRequest.Principal.Identity(call.caller()),
              action,
              bucket.arn() + rest,
              Contexts.with(Contexts.of(call.caller()), more));

      if (!allowed) {
        throw S3Errors.accessDenied();
      }
    }
  }

  /** Keys of accounts that are not imitated are only names, as in objects of the generator. */
  private void requireKey(Call call, String keyArn, String action) {
    String[] parts = keyArn.split(":", -1);

    if (parts.length > 4 && world.account(parts[4]).isEmpty()) {
      return;
    }

    Map<String, String> context =
        Contexts.with(
            Contexts.of(call.caller()),
            Map.of(
                "kms:ViaService",
                    "s3.%s.%s".formatted(call.region(), world.partition().dnsSuffix()),
                "kms:CallerAccount", call.account()));
    KeyUse use =
        keys.use(keyArn, new PolicyRequest.Principal.Identity(call.caller()), action, context);

    if (use != KeyUse.ALLOWED) {
      throw S3Errors.key(use, keyArn, call.caller().arn(), action);
    }
  }
}
