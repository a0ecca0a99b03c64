package io.guardlake.setup.plan;

/**
 * What actions work on: AWS, or a model of it. Every method can be called again without harm, and
 * throws where it could not do what it says.
 */
public interface ControlPlane {
  GuardDutyPlane guardDuty();

  OrganizationPlane organization();

  StoragePlane storage();
}
