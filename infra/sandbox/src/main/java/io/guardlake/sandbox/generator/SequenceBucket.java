package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** The data of a bucket in an attack sequence. */
final class SequenceBucket {
  private SequenceBucket() {}

  static void write(Json json, Scene scene, Dice dice, String object) throws IOException {
    boolean open = dice.chance(0.3);
    boolean encrypted = dice.chance(0.95);
    json.text("ownerId", dice.hex(64));
    json.time("createdAt", scene.moment().firstSeen().minusSeconds(9_000_000), scene.times());
    json.text("encryptionType", encrypted ? "aws:kms" : "AES256");
    json.text(
        "encryptionKeyArn", encrypted ? scene.origin().arn("kms", "key/" + dice.uuid()) : null);
    json.text("effectivePermission", open ? "PUBLIC" : "NOT_PUBLIC");
    json.text("publicReadAccess", open ? "ALLOWED" : "BLOCKED");
    json.text("publicWriteAccess", open && dice.chance(0.5) ? "ALLOWED" : "BLOCKED");
    json.object("accountPublicAccess", access -> publicAccess(access, dice.chance(0.4)));
    json.object("bucketPublicAccess", access -> publicAccess(access, open));
    json.texts("s3ObjectUids", List.of(object));
  }

  private static void publicAccess(Json json, boolean open) throws IOException {
    json.text("publicAclAccess", open ? "ALLOWED" : "BLOCKED");
    json.text("publicPolicyAccess", open ? "ALLOWED" : "BLOCKED");
    json.text("publicAclIgnoreBehavior", open ? "NOT_IGNORED" : "IGNORED");
    json.text("publicBucketRestrictBehavior", open ? "NOT_RESTRICTED" : "RESTRICTED");
  }
}
