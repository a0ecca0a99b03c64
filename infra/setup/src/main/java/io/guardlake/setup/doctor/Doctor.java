package io.guardlake.setup.doctor;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.World;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a world and says what is well and what is not. Pure: it changes nothing. */
public final class Doctor {
  private Doctor() {}

  /** All checks, in the order in which they are worth reading: causes before what they cause. */
  public static List<CheckResult> examine(SetupConfig config, World world) {
    Patient patient = Patient.of(config, world);
    return Stream.of(
            AccountChecks.of(patient),
            KeyChecks.of(patient),
            BucketChecks.of(patient),
            PolicyChecks.of(patient),
            RegionChecks.of(patient))
        .flatMap(List::stream)
        .toList();
  }
}
