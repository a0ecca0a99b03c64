package io.guardlake.sandbox.generator;

/**
 * One entry of the catalog: a finding type on one kind of resource.
 *
 * @param severity GuardDuty's usual severity for it
 * @param weight how often it occurs, relative to the others
 * @param title a template; names in braces stand for values of the finding
 * @param description a template too
 */
record FindingKind(
    String type,
    Subject subject,
    Activity activity,
    int severity,
    int weight,
    String title,
    String description) {}
