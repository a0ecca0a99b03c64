package io.guardlake.sandbox.fault;

/** What a request asks for, as far as rules and counts tell requests apart. */
public enum Operation {
  LIST_BUCKETS(Service.S3),
  /** ListObjectsV2 and ListObjects. */
  LIST_OBJECTS(Service.S3),
  GET_OBJECT(Service.S3),
  HEAD_OBJECT(Service.S3),
  PUT_OBJECT(Service.S3),
  COPY_OBJECT(Service.S3),
  DELETE_OBJECT(Service.S3),
  DELETE_OBJECTS(Service.S3),
  CREATE_MULTIPART_UPLOAD(Service.S3),
  /** UploadPart and UploadPartCopy. */
  UPLOAD_PART(Service.S3),
  COMPLETE_MULTIPART_UPLOAD(Service.S3),
  ABORT_MULTIPART_UPLOAD(Service.S3),
  LIST_PARTS(Service.S3),
  LIST_MULTIPART_UPLOADS(Service.S3),
  /** Any other request to a bucket, such as HeadBucket or CreateBucket. */
  OTHER_BUCKET_REQUEST(Service.S3),
  /** Any other request to an object, such as its ACL or tags. */
  OTHER_OBJECT_REQUEST(Service.S3),

  RECEIVE_MESSAGE(Service.SQS),
  DELETE_MESSAGE(Service.SQS),
  DELETE_MESSAGE_BATCH(Service.SQS),
  CHANGE_MESSAGE_VISIBILITY(Service.SQS),
  CHANGE_MESSAGE_VISIBILITY_BATCH(Service.SQS),
  SEND_MESSAGE(Service.SQS),
  SEND_MESSAGE_BATCH(Service.SQS),
  GET_QUEUE_ATTRIBUTES(Service.SQS),
  /** Any other request to SQS, such as CreateQueue. */
  OTHER_QUEUE_REQUEST(Service.SQS);

  private final Service service;

  Operation(Service service) {
    this.service = service;
  }

  public Service service() {
    return service;
  }

  /** Whether a request has entries that may fail one by one. */
  boolean isBatch() {
    return this == DELETE_MESSAGE_BATCH
        || this == CHANGE_MESSAGE_VISIBILITY_BATCH
        || this == SEND_MESSAGE_BATCH;
  }
}
