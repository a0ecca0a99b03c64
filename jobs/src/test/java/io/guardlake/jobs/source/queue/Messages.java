package io.guardlake.jobs.source.queue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Messages as AWS writes them; names must need no escaping in JSON. */
public final class Messages {
  private Messages() {}

  /** A message of S3 itself, with one record. */
  public static String ofS3(String bucket, String key, String etag, long size) {
    return records(record("ObjectCreated:Put", bucket, key, etag, size));
  }

  /** A message of S3 with several records. */
  public static String records(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  public static String record(String event, String bucket, String key, String etag, long size) {
    return """
        {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",\
        "eventTime":"1970-01-01T00:00:00.000Z","eventName":"%s",\
        "userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},\
        "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
        "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8"},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"testConfigRule",\
        "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::%s"},\
        "object":{"key":"%s","size":%d,"eTag":"%s","versionId":"096f","sequencer":"0055AED6DCD90281E5"}}}"""
        .formatted(
            event, bucket, bucket, URLEncoder.encode(key, StandardCharsets.UTF_8), size, etag);
  }

  /** What S3 sends when notifications are set up. */
  public static String test(String bucket) {
    return """
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z",\
        "Bucket":"%s","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}"""
        .formatted(bucket);
  }

  /** A message wrapped by SNS, as it is without raw delivery. */
  public static String inSns(String message) {
    return """
        {"Type":"Notification","MessageId":"165545c9-2a5c-472c-8df2-7ff2be2b3b1b",\
        "TopicArn":"arn:aws:sns:us-west-2:123456789012:t","Subject":"Amazon S3 Notification",\
        "Message":"%s","Timestamp":"2012-04-25T21:49:25.719Z","SignatureVersion":"1",\
        "Signature":"EXAMPLE","SigningCertURL":"EXAMPLE","UnsubscribeURL":"EXAMPLE"}"""
        .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /** A message of EventBridge; keys are not URL-encoded there. */
  public static String ofEventBridge(
      String detailType, String bucket, String key, String etag, long size) {
    return """
        {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"%s",\
        "source":"aws.s3","account":"111122223333","time":"2021-11-12T00:00:00Z",\
        "region":"ca-central-1","resources":["arn:aws:s3:::%s"],\
        "detail":{"version":"0","bucket":{"name":"%s"},\
        "object":{"key":"%s","size":%d,"etag":"%s","version-id":"IYV3","sequencer":"617f08299329d189"},\
        "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012",\
        "source-ip-address":"1.2.3.4","reason":"PutObject"}}"""
        .formatted(detailType, bucket, bucket, key, size, etag);
  }
}
