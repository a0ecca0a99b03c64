package io.guardlake.setup.policy;

/** What a policy belongs to. Limits are AWS's, in bytes of UTF-8. */
public enum PolicyKind {
  /** S3's limit: 20 KB. */
  BUCKET("bucket policy", 20 * 1024),
  /** KMS's limit: 32 KB. */
  KEY("key policy", 32 * 1024);

  private final String noun;
  private final int maxBytes;

  PolicyKind(String noun, int maxBytes) {
    this.noun = noun;
    this.maxBytes = maxBytes;
  }

  public String noun() {
    return noun;
  }

  public int maxBytes() {
    return maxBytes;
  }
}
