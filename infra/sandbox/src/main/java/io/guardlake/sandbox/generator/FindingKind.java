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
    String description) {}
