package io.guardlake.setup.config;

/** What becomes of the organization's accounts that are not members yet. */
public enum MemberEnrolment {
  ENROLL,
  LEAVE
}
