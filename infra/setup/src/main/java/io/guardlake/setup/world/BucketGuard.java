package io.guardlake.setup.world;

/** What a bucket that holds findings should have. */
public enum BucketGuard {
  /** All four settings of Block Public Access. */
  PUBLIC_ACCESS_BLOCK("blocks public access"),
  /** Access lists have no effect (BucketOwnerEnforced). */
  OWNER_ENFORCED("lets no access list have effect (BucketOwnerEnforced)"),
  /** Versions are kept, so that a finding that is overwritten or deleted is not lost. */
  VERSIONING("keeps versions of objects");

  private final String sentence;

  BucketGuard(String sentence) {
    this.sentence = sentence;
  }

  /** What it does, as the rest of a sentence. */
  public String sentence() {
    return sentence;
  }
}
