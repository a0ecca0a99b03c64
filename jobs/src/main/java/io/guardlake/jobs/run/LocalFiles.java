package io.guardlake.jobs.run;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/** Makes Flink's file systems usable in a process that runs no job. */
public final class LocalFiles {
  private LocalFiles() {}

  /** Lets the S3 connector use the standard AWS environment where the output is on S3. */
  public static void initialize(String output) {
    if (!output.startsWith("s3://")) {
      return;
    }

    Configuration configuration = new Configuration();
    S3Environment.configure(configuration);
    FileSystem.initialize(configuration, null);
  }
}
