package io.guardlake.setup.render;

import static io.guardlake.setup.render.Hcl.expression;
import static io.guardlake.setup.render.Template.json;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.plan.StorageAction;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import java.util.List;

/**
 * The key and the bucket. Of a bucket that is there already, Terraform is given the marker alone:
 * its resources for policies, lifecycles and notifications replace what others wrote.
 */
final class TerraformStorage {
  private final Blueprint blueprint;
  private final Hcl body = new Hcl();
  private final AccountRole bucketOwner;

  TerraformStorage(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.bucketOwner = blueprint.config().bucket().owner();
  }

  Hcl body() {
    key();
    bucket();
    Hcl locals = body.block("locals");
    locals.set("destination_arn", blueprint.destinationArn());
    locals.set("key_arn", expression(keyArn()));
    return body;
  }

  private String keyArn() {
    return blueprint.key().toBeMade().isPresent()
        ? "aws_kms_key.export.arn"
        : Hcl.quoted(blueprint.key().text());
  }

  private Hcl resource(String type, String name, AccountRole owner) {
    return body.block("resource", type, name).set("provider", Terraform.provider(owner));
  }

  private void key() {
    if (!(blueprint.config().key() instanceof KeyWish.NewKey wish)) {
      return;
    }

    blueprint
        .first(StorageAction.CreateKey.class)
        .ifPresent(
            made -> {
              Hcl key = resource("aws_kms_key", "export", wish.owner());
              key.set("region", made.key().region());
              key.set("description", "Encrypts the findings that GuardDuty exports");
              key.set(
                  "enable_key_rotation",
                  blueprint.first(StorageAction.RotateKey.class).isPresent());
              key.encoded("policy", json(made.policy()), "", "");
              kept(key);
            });
    blueprint
        .first(StorageAction.CreateAlias.class)
        .ifPresent(
            each ->
                resource("aws_kms_alias", "export", wish.owner())
                    .set("region", each.key().region())
                    .set("name", each.alias())
                    .set("target_key_id", expression("aws_kms_key.export.key_id")));
  }

  private void bucket() {
    blueprint
        .first(StorageAction.CreateBucket.class)
        .ifPresent(
            made ->
                kept(
                    resource("aws_s3_bucket", "export", bucketOwner)
                        .set("region", made.in())
                        .set("bucket", made.bucket())));
    blueprint.all(StorageAction.GuardBucket.class).forEach(each -> guard(each.guard()));
    blueprint
        .first(StorageAction.EncryptBucket.class)
        .ifPresent(
            each -> {
              Hcl rule = of("aws_s3_bucket_server_side_encryption_configuration").block("rule");
              rule.set("bucket_key_enabled", true);
              rule.block("apply_server_side_encryption_by_default")
                  .set("sse_algorithm", "aws:kms")
                  .set("kms_master_key_id", expression(keyArn()));
            });

    if (blueprint.first(StorageAction.CreateBucket.class).isPresent()) {
      blueprint.first(StorageAction.PutLifecycleRule.class).ifPresent(each -> rule(each.rule()));
      blueprint
          .first(StorageAction.PutNotification.class)
          .ifPresent(
              each ->
                  of("aws_s3_bucket_notification")
                      .block("queue")
                      .set("id", each.notification().id())
                      .set("queue_arn", each.notification().queueArn())
                      .set("events", Hcl.list(List.of("s3:ObjectCreated:*")))
                      .set("filter_prefix", each.notification().prefix()));
      blueprint
          .edit(PolicyKind.BUCKET)
          .ifPresent(
              edit ->
                  of("aws_s3_bucket_policy")
                      .encoded(
                          "policy",
                          json(edit.edit().applyTo(edit.before()).text()),
                          blueprint.key().text(),
                          keyArn()));
    }

    blueprint
        .first(StorageAction.PutMarker.class)
        .ifPresent(
            marker ->
                of("aws_s3_object")
                    .set("key", marker.key())
                    .set("content", "")
                    .set("server_side_encryption", "aws:kms")
                    .set("kms_key_id", expression(keyArn())));
  }

  /** A resource about the bucket, made here or not. */
  private Hcl of(String type) {
    Hcl resource = resource(type, "export", bucketOwner);
    resource.set("region", blueprint.config().bucket().region());

    return blueprint.first(StorageAction.CreateBucket.class).isPresent()
        ? resource.set("bucket", expression("aws_s3_bucket.export.id"))
        : resource.set("bucket", blueprint.config().bucket().name());
  }

  private void guard(BucketGuard guard) {
    switch (guard) {
      case PUBLIC_ACCESS_BLOCK ->
          of("aws_s3_bucket_public_access_block")
              .set("block_public_acls", true)
              .set("block_public_policy", true)
              .set("ignore_public_acls", true)
              .set("restrict_public_buckets", true);
      case OWNER_ENFORCED ->
          of("aws_s3_bucket_ownership_controls")
              .block("rule")
              .set("object_ownership", "BucketOwnerEnforced");
      case VERSIONING ->
          of("aws_s3_bucket_versioning").block("versioning_configuration").set("status", "Enabled");
    }
  }

  private void rule(LifecycleRule wish) {
    Hcl rule = of("aws_s3_bucket_lifecycle_configuration").block("rule");
    rule.set("id", wish.id()).set("status", "Enabled");
    rule.block("filter").set("prefix", wish.prefix());
    wish.transitions()
        .forEach(
            (days, storageClass) ->
                rule.block("transition").set("days", days).set("storage_class", storageClass));
    wish.expireAfterDays().ifPresent(days -> rule.block("expiration").set("days", days));
    wish.expireOldVersionsAfterDays()
        .ifPresent(
            days -> rule.block("noncurrent_version_expiration").set("noncurrent_days", days));
  }

  /** An export outlives what describes it. */
  private static void kept(Hcl resource) {
    resource.block("lifecycle").set("prevent_destroy", true);
  }
}
