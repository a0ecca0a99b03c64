package io.guardlake.sandbox.generator;

/**
 * One entry of the catalog: a finding type on one kind of resource.
 *
 * @param severity GuardDuty's usual severity for it
 * @param title a template; names in braces stand for values of the finding
 * @param description a template too
 */
record FindingKind(
    String type,
    Subject subject,
    Activity activity,
    int severity,
    String title,
    String description) {
  /**
   * Whether GuardDuty counts what it sees again into the same finding. A malware scan is seen once;
   * the next scan that finds something makes a finding of its own.
   */
  boolean isUpdated() {
    return switch (activity) {
      case VOLUME_SCAN, OBJECT_SCAN, BACKUP_SCAN -> false;
      default -> true;
    };
  }

  boolean isSequence() {
    return activity == Activity.SEQUENCE;
  }
}
