/** GuardDuty: detectors, their organization, findings, and their export. */
package io.guardlake.sandbox.aws.guardduty;
