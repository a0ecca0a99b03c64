package io.guardlake.setup.policy;

import io.guardlake.setup.policy.AccessRequest.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The requests that an export consists of, as the policies see them. */
public final class ExportRequests {
  /**
   * What a service's request on its own behalf never has. Statements that ask for one of these
   * without an exemption for AWS services are the ones that silently stop an export (IAM user
   * guide, "AWS global condition context keys", and "Data perimeters": exempt by
   * aws:PrincipalIsAWSService).
   */
  private static final Set<String> NEVER_OF_A_SERVICE =
      Set.of(
          "aws:SourceVpce",
          "aws:SourceVpc",
          "aws:VpcSourceIp",
          "aws:PrincipalOrgID",
          "aws:PrincipalOrgPaths",
          "aws:PrincipalAccount",
          "aws:PrincipalArn",
          "aws:PrincipalTag/*",
          "aws:username",
          "aws:userid",
          "aws:MultiFactorAuthPresent",
          "aws:MultiFactorAuthAge");

  private final ExportGrant grant;

  public ExportRequests(ExportGrant grant) {
    this.grant = grant;
  }

  /** GuardDuty of a region asks for a data key. */
  public AccessRequest dataKey(String region, String detector) {
    return fromGuardDuty(region, detector, "kms:GenerateDataKey", grant.keyArn(), Map.of());
  }

  /** GuardDuty of a region asks where the bucket is. */
  public AccessRequest location(String region, String detector) {
    return fromGuardDuty(region, detector, "s3:GetBucketLocation", bucketArn(), Map.of());
  }

  /** GuardDuty of a region puts an object, encrypted with the key. */
  public AccessRequest put(String region, String detector) {
    return fromGuardDuty(
        region,
        detector,
        "s3:PutObject",
        objectArn(region),
        Map.of(
            "s3:x-amz-server-side-encryption",
            List.of("aws:kms"),
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            List.of(grant.keyArn())));
  }

  /**
   * GuardDuty sets an object's access list. Its older guide says that a policy that denies this
   * stops the export; nothing has to allow it.
   */
  public AccessRequest putAcl(String region, String detector) {
    return fromGuardDuty(region, detector, "s3:PutObjectAcl", objectArn(region), Map.of());
  }

  /** A reader decrypts an object, through S3. */
  public AccessRequest decrypt(String role) {
    Map<String, List<String>> context = new LinkedHashMap<>();
    context.put(
        "kms:ViaService",
        List.of("s3.%s.%s".formatted(grant.bucketRegion(), grant.partition().dnsSuffix())));
    context.put("kms:EncryptionContext:aws:s3:arn", List.of(bucketArn()));
    context.put("aws:PrincipalArn", List.of(role));
    context.put("aws:PrincipalIsAWSService", List.of("false"));
    context.put("aws:SecureTransport", List.of("true"));
    return new AccessRequest(
        new Caller.Role(role), "kms:Decrypt", grant.keyArn(), context, Set.of());
  }

  private AccessRequest fromGuardDuty(
      String region,
      String detector,
      String action,
      String resource,
      Map<String, List<String>> more) {
    String service =
        grant.regionalPrincipals().contains(region)
            ? GuardDutyPrincipal.of(region)
            : GuardDutyPrincipal.GLOBAL;
    Map<String, List<String>> context = new LinkedHashMap<>(more);
    context.put("aws:SourceAccount", List.of(grant.account()));
    context.put(
        "aws:SourceArn", List.of(grant.partition().detectorArn(region, grant.account(), detector)));
    context.put("aws:SecureTransport", List.of("true"));
    context.put("aws:PrincipalIsAWSService", List.of("true"));
    context.put("aws:PrincipalServiceName", List.of(service));
    context.put("aws:ViaAWSService", List.of("false"));
    return new AccessRequest(
        new Caller.Service(service), action, resource, context, NEVER_OF_A_SERVICE);
  }

  private String bucketArn() {
    return grant.partition().bucketArn(grant.bucket());
  }

  private String objectArn(String region) {
    return "%s/%sAWSLogs/%s/GuardDuty/%s/2026/01/31/finding.jsonl.gz"
        .formatted(bucketArn(), grant.keyPrefix(), grant.account(), region);
  }

  /** Why a key's policy lets a region not export. What is uncertain is not held against it. */
  public Optional<Decision> keyRefusal(PolicyDocument key, String region, String detector) {
    return Optional.of(PolicyEvaluator.evaluate(key, dataKey(region, detector)))
        .filter(Decision::isRefusal);
  }

  /** Why a bucket's policy lets a region not export. What is uncertain is not held against it. */
  public Optional<Decision> bucketRefusal(PolicyDocument bucket, String region, String detector) {
    Decision acl = PolicyEvaluator.evaluate(bucket, putAcl(region, detector));
    return Stream.of(location(region, detector), put(region, detector))
        .map(request -> PolicyEvaluator.evaluate(bucket, request))
        .filter(Decision::isRefusal)
        .findFirst()
        .or(() -> Optional.of(acl).filter(each -> each.outcome() == Decision.Outcome.DENIED));
  }
}
