package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;

/** {@code resource.s3BucketDetails}. */
final class BucketBlock {
  private static final long FIRST_BUCKET = Instant.parse("2019-06-01T00:00:00Z").toEpochMilli();

  private BucketBlock() {}

  static void write(Json json, Scene scene, boolean withObject) throws IOException {
    Dice dice = scene.assetDice("bucket");
    json.array(
        "s3BucketDetails",
        buckets -> buckets.element(bucket -> fields(bucket, scene, dice, withObject)));
  }

  private static void fields(Json json, Scene scene, Dice dice, boolean withObject)
      throws IOException {
    Asset asset = scene.asset();
    json.text("arn", scene.origin().bucketArn(asset.bucket()));
    json.text("name", asset.bucket());
    encryption(json, scene, dice);
    Instant created = Instant.ofEpochMilli(FIRST_BUCKET + dice.below(200_000_000_000L));
    json.time("createdAt", created, scene.times());
    InstanceBlock.tags(json, scene, dice);
    json.object("owner", owner -> owner.text("id", dice.hex(64)));
    publicAccess(json, dice);
    json.text("type", scene.call().api().startsWith("Get") ? "Source" : "Destination");

    if (withObject) {
      json.array("s3ObjectDetails", objects -> objects.element(object -> object(object, scene)));
    }
  }

  private static void encryption(Json json, Scene scene, Dice dice) throws IOException {
    if (dice.chance(0.5)) {
      json.nothing("defaultServerSideEncryption");
      return;
    }

    String key = dice.chance(0.5) ? scene.origin().arn("kms", "key/" + dice.uuid()) : null;
    json.object(
        "defaultServerSideEncryption",
        encryption ->
            encryption
                .text("encryptionType", key == null ? "AES256" : "aws:kms")
                .text("kmsMasterKeyArn", key));
  }

  private static void object(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    json.text(
        "objectArn", scene.origin().bucketArn(scene.asset().bucket() + "/" + scene.objectKey()));
    json.text("key", scene.objectKey());
    json.text("eTag", dice.hex(32));
    json.text("hash", dice.hex(64));
    json.text("versionId", scene.objectVersion());
  }

  private static void publicAccess(Json json, Dice dice) throws IOException {
    boolean open = dice.chance(0.1);
    json.object(
        "publicAccess",
        access -> {
          access.object(
              "permissionConfiguration",
              permissions -> {
                permissions.object(
                    "bucketLevelPermissions",
                    bucket -> {
                      readAndWrite(bucket, "accessControlList", false);
                      readAndWrite(bucket, "bucketPolicy", open);
                      blockPublicAccess(bucket, !open);
                    });
                permissions.object(
                    "accountLevelPermissions", account -> blockPublicAccess(account, false));
              });
          access.text("effectivePermission", open ? "PUBLIC" : "NOT_PUBLIC");
        });
  }

  private static void readAndWrite(Json json, String name, boolean publicRead) throws IOException {
    json.object(
        name,
        rights ->
            rights
                .flag("allowsPublicReadAccess", publicRead)
                .flag("allowsPublicWriteAccess", false));
  }

  private static void blockPublicAccess(Json json, boolean blocked) throws IOException {
    json.object(
        "blockPublicAccess",
        block ->
            block
                .flag("ignorePublicAcls", blocked)
                .flag("restrictPublicBuckets", blocked)
                .flag("blockPublicAcls", blocked)
                .flag("blockPublicPolicy", blocked));
  }
}
