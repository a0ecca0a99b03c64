package io.guardlake.sandbox.generator;

import java.util.List;

/**
 * A call of an AWS API.
 *
 * @param affected the type of the resource it changes, or null
 */
record Call(String api, String service, String affected) {
  static final List<Call> IDENTITY =
      List.of(
          new Call("ListUsers", "iam.amazonaws.com", null),
          new Call("CreateAccessKey", "iam.amazonaws.com", "AWS::IAM::User"),
          new Call("AttachUserPolicy", "iam.amazonaws.com", "AWS::IAM::User"),
          new Call("AssumeRole", "sts.amazonaws.com", "AWS::IAM::Role"),
          new Call("GetCallerIdentity", "sts.amazonaws.com", null),
          new Call("DescribeInstances", "ec2.amazonaws.com", null),
          new Call("RunInstances", "ec2.amazonaws.com", "AWS::EC2::Instance"),
          new Call("StopLogging", "cloudtrail.amazonaws.com", "AWS::CloudTrail::Trail"),
          new Call("GetSecretValue", "secretsmanager.amazonaws.com", null),
          new Call("ConsoleLogin", "signin.amazonaws.com", null));

  static final List<Call> STORAGE =
      List.of(
          new Call("GetObject", "s3.amazonaws.com", "AWS::S3::Object"),
          new Call("ListObjects", "s3.amazonaws.com", "AWS::S3::Bucket"),
          new Call("PutObject", "s3.amazonaws.com", "AWS::S3::Object"),
          new Call("DeleteObjects", "s3.amazonaws.com", "AWS::S3::Bucket"),
          new Call("PutBucketPolicy", "s3.amazonaws.com", "AWS::S3::Bucket"),
          new Call("PutBucketLogging", "s3.amazonaws.com", "AWS::S3::Bucket"),
          new Call("DeletePublicAccessBlock", "s3.amazonaws.com", "AWS::S3::Bucket"));

  static final Call MODEL = new Call("InvokeModel", "bedrock-runtime.amazonaws.com", null);
}
