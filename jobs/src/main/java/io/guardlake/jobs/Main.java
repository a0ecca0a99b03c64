package io.guardlake.jobs;

import io.guardlake.jobs.config.JobCommandLine;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.PlatformProperties;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.ClusterRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The entry point of the jar on a cluster, for every job: {@code Main JOB OPTIONS}. Where the
 * platform gives properties instead of arguments, the property {@code job} names the job.
 */
public final class Main {
  private static final String JOB_PROPERTY = "job";

  private Main() {}

  /** Builds the job and hands it to the cluster whose environment this runs in. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> properties =
        new HashMap<>(PlatformProperties.read(PlatformProperties.FILE));
    String named = properties.remove(JOB_PROPERTY);

    if (arguments.length == 0 && named == null) {
      throw new UsageException(
          "Name the job: as the first argument, or as the property 'job' of the group 'guardlake'.");
    }

    JobKind job = JobKind.parse(arguments.length > 0 ? arguments[0] : named);
    String[] options =
        arguments.length > 0 ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    ClusterRun.execute(JobSettings.of(resolve(job, options, properties)));
  }

  private static OptionValues resolve(
      JobKind job, String[] options, Map<String, String> properties) {
    CommandSpec spec = CommandSpec.create().name(job.label());
    JobCommandLine.addOptions(spec, job);

    try {
      CommandLine line = new CommandLine(spec);
      line.setUnmatchedOptionsAllowedAsOptionParameters(false);
      Map<String, String> arguments = JobCommandLine.arguments(line.parseArgs(options), job);
      return OptionValues.resolve(job, arguments, System.getenv(), properties);
    } catch (CommandLine.ParameterException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
