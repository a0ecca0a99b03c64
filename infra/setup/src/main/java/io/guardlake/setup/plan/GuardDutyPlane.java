package io.guardlake.setup.plan;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ExportFrequency;
import java.util.Map;
import java.util.Optional;

/** GuardDuty's detectors and what hangs on them. Detectors are found by account and region. */
public interface GuardDutyPlane {

  /**
   * Makes the detector, or takes the one that is there, as after a delegation, and sets it up.
   * Features that the region has not are passed over and reported.
   */
  void createDetector(
      AccountRole account,
      String region,
      Optional<ExportFrequency> frequency,
      Map<String, FeatureChange> features);

  void resumeDetector(String region);

  void changeFrequency(String region, ExportFrequency frequency);

  void changeFeature(String region, String feature, FeatureChange change);

  void createDestination(String region, String arn, KeyReference key);

  /** Changes the destination, or tells GuardDuty to try the same again. */
  void updateDestination(String region, String arn, KeyReference key);

  /** Removes the destination if it is this one, and no other. */
  void deleteDestination(String region, String arn);
}
