package io.guardlake.setup.plan;

/**
 * The only order that works. Each stage is over before the next begins: policies before the
 * destinations that GuardDuty checks them for, and one region's administrator before the others',
 * which fail until the first is enabled.
 */
public enum Stage {
  TRUST,
  FIRST_ADMINISTRATOR,
  ADMINISTRATORS,
  DETECTORS,
  KEY,
  BUCKET,
  POLICIES,
  MARKER,
  DESTINATIONS,
  ORGANIZATION,
  MEMBERS,
  MEMBER_FEATURES,
  NOTIFICATIONS
}
