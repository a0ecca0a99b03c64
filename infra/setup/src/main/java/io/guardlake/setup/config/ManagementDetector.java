package io.guardlake.setup.config;

/** Whether GuardDuty is to be on in the management account itself, which delegation does not do. */
public enum ManagementDetector {
  CREATE,
  LEAVE
}
