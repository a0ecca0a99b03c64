package io.guardlake.sandbox.generator;

/** What was seen: decides the finding's action and the blocks of its service part. */
enum Activity {
  NETWORK,
  NETWORK_IN,
  DNS,
  PORT_PROBE,
  API_CALL,
  ANOMALOUS_API_CALL,
  INSTANCE_API_CALL,
  MODEL_CALL,
  S3_API_CALL,
  ANOMALOUS_S3_CALL,
  KUBERNETES_CALL,
  KUBERNETES_PERMISSION,
  KUBERNETES_ROLE,
  KUBERNETES_ROLE_BINDING,
  RDS_LOGIN,
  RUNTIME,
  RUNTIME_CONNECTION,
  RUNTIME_DNS,
  VOLUME_SCAN,
  OBJECT_SCAN,
  BACKUP_SCAN,
  SEQUENCE
}
