package io.guardlake.setup.config;

/** Whether a protection feature is on. */
public enum FeatureState {
  ENABLED,
  DISABLED
}
