package io.guardlake.setup.config;

/** Whether a bucket or key is made by the setup or was there before. */
public enum ResourceMode {
  NEW,
  EXISTING
}
