package io.guardlake.sandbox.aws.s3;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.policy.Decision;
import io.guardlake.sandbox.aws.policy.PolicyDocument;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All buckets of all accounts and regions. */
public final class Buckets {
  private final AwsWorld world;
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final Map<String, Instant> written = new HashMap<>();

  public Buckets(AwsWorld world) {
    this.world = requireNonNull(world, "world is null");
  }

  /** The region of a bucket, if it is there. */
  public Optional<String> regionOf(String bucket) {
    synchronized (world) {
      return find(bucket).map(Bucket::region);
    }
  }

  /** The owner of a bucket, if it is there. */
  public Optional<String> ownerOf(String bucket) {
    synchronized (world) {
      return find(bucket).map(Bucket::owner);
    }
  }

  /**
   * Whether a bucket's policy, as it is obeyed now, lets a principal do something.
   *
   * @param resource the ARN of the bucket or of an object
   * @param context what the policy's conditions can ask for
   */
  public boolean allows(
      String bucket,
      PolicyRequest.Principal principal,
      String action,
      String resource,
      Map<String, String> context) {
    synchronized (world) {
      Bucket found = find(bucket).orElse(null);

      if (found == null) {
        return false;
      }

      Optional<PolicyDocument> policy =
          found.policy().seen(world.now(), world.knobs().propagation());
      Decision decision =
          policy
              .map(
                  document ->
                      document.decide(new PolicyRequest(principal, action, resource, context)))
              .orElse(Decision.NOT_ALLOWED);
      boolean owns =
          principal instanceof PolicyRequest.Principal.Identity identity
              && identity.caller().account().equals(found.owner());
      return decision == Decision.ALLOWED || (decision == Decision.NOT_ALLOWED && owns);
    }
  }

  /** An object was written just now, by the world's clock, which its server does not have. */
  public void wrote(String bucket, String key) {
    synchronized (world) {
      written.put(bucket + "/" + key, world.now());
    }
  }

  /** When an object was written, if it was written through the control plane. */
  Optional<Instant> writtenAt(String bucket, String key) {
    synchronized (world) {
      return Optional.ofNullable(written.get(bucket + "/" + key));
    }
  }

  Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  Map<String, Bucket> all() {
    return buckets;
  }
}
