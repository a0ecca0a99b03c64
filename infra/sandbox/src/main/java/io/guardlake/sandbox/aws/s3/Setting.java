package io.guardlake.sandbox.aws.s3;

import java.util.List;
import java.util.Optional;

/**
 * A setting of a bucket that S3 gives back as it was put, by its parameter in a request. What is
 * said where none is, is from https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html;
 * what a new bucket has, from
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html.
 */
enum Setting {
  PUBLIC_ACCESS_BLOCK(
      "publicAccessBlock",
      "PublicAccessBlock",
      "PublicAccessBlockConfiguration",
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
      "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
          + "<BlockPublicPolicy>true</BlockPublicPolicy>"
          + "<RestrictPublicBuckets>true</RestrictPublicBuckets>"),
  OWNERSHIP_CONTROLS(
      "ownershipControls",
      "BucketOwnershipControls",
      "OwnershipControls",
      "OwnershipControlsNotFoundError",
      "The bucket ownership controls were not found",
      "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"),
  ENCRYPTION(
      "encryption",
      "BucketEncryption",
      "ServerSideEncryptionConfiguration",
      "ServerSideEncryptionConfigurationNotFoundError",
      "The server side encryption configuration was not found",
      "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
          + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"),
  LIFECYCLE(
      "lifecycle",
      "BucketLifecycleConfiguration",
      "LifecycleConfiguration",
      "NoSuchLifecycleConfiguration",
      "The lifecycle configuration does not exist",
      null),
  NOTIFICATION(
      "notification",
      "BucketNotificationConfiguration",
      "NotificationConfiguration",
      null,
      null,
      ""),
  VERSIONING("versioning", "BucketVersioning", "VersioningConfiguration", null, null, ""),
  TAGGING("tagging", "BucketTagging", "Tagging", "NoSuchTagSet", "The TagSet does not exist", null);

  private final String parameter;
  private final String operation;
  private final String root;
  private final String missingCode;
  private final String missingMessage;
  private final String first;

  Setting(
      String parameter,
      String operation,
      String root,
      String missingCode,
      String missingMessage,
      String first) {
    this.parameter = parameter;
    this.operation = operation;
    this.root = root;
    this.missingCode = missingCode;
    this.missingMessage = missingMessage;
    this.first = first;
  }

  String parameter() {
    return parameter;
  }

  /** The name in operations after their verb. */
  String operation() {
    return operation;
  }

  /** The action that reads it, in policies. */
  String readAction() {
    return "s3:Get" + action();
  }

  /** The action that puts it, and deletes it too. */
  String writeAction() {
    return "s3:Put" + action();
  }

  private String action() {
    return switch (this) {
      case PUBLIC_ACCESS_BLOCK -> "BucketPublicAccessBlock";
      case ENCRYPTION -> "EncryptionConfiguration";
      case LIFECYCLE -> "LifecycleConfiguration";
      case NOTIFICATION -> "BucketNotification";
      case OWNERSHIP_CONTROLS, VERSIONING, TAGGING -> operation;
    };
  }

  /** The root element of its XML. */
  String root() {
    return root;
  }

  String missingCode() {
    return missingCode;
  }

  String missingMessage() {
    return missingMessage;
  }

  /** What a new bucket has. */
  Optional<String> first() {
    return first == null
        ? Optional.empty()
        : Optional.of("<%1$s xmlns=\"%2$s\">%3$s</%1$s>".formatted(root, S3Api.NAMESPACE, first));
  }

  /** What it becomes when it is deleted; a bucket is never without encryption. */
  Optional<String> afterDelete() {
    return this == ENCRYPTION ? first() : Optional.empty();
  }

  boolean canBeDeleted() {
    return this != NOTIFICATION && this != VERSIONING;
  }

  static Optional<Setting> of(Iterable<String> parameters) {
    for (String parameter : parameters) {
      Optional<Setting> setting =
          List.of(values()).stream().filter(one -> one.parameter.equals(parameter)).findFirst();

      if (setting.isPresent()) {
        return setting;
      }
    }

    return Optional.empty();
  }
}
