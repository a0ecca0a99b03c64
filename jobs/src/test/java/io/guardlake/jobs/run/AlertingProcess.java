package io.guardlake.jobs.run;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import java.util.HashMap;
import java.util.Map;

/** Ingest in a process of its own, which tests kill. Arguments are options and their values. */
final class AlertingProcess {
  private AlertingProcess() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();

    for (int i = 0; i < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }

    JobSettings settings =
        JobSettings.of(OptionValues.resolve(JobKind.INGEST, options, Map.of(), Map.of()));

    try (LocalRun run = LocalRun.start(settings)) {
      run.await(progress -> {});
    }

    // Whatever thread a client has left must not keep the process.
    System.exit(0);
  }
}
