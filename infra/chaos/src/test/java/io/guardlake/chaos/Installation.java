package io.guardlake.chaos;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The product as it is started: by class path, as the launcher has it, or with some classes broken.
 *
 * @param classPath of the {@code guardlake} command
 */
record Installation(String classPath) {
  private static final String COMMAND = "io.guardlake.cli.Guardlake";
  private static final int HEAP_MEGABYTES = 400;

  /** What a cluster's own lib folder holds: Flink and what it needs. */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "[/\\\\]org[/\\\\]apache[/\\\\](flink|logging|commons)[/\\\\]"
              + "|[/\\\\](slf4j-api|log4j-[a-z0-9-]+|commons-[a-z0-9-]+|snakeyaml-engine|snappy-java|lz4-java|kryo|minlog|objenesis|"
              + "javassist|chill-java|jsr305|async-profiler|aircompressor|reflectasm)-[0-9]");

  /** The classes that are being tested, in the order of the test's own class path. */
  static Installation tested() {
    return new Installation(
        entries()
            .filter(entry -> !isForCompilingAlone(entry))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  /** The same with other classes in front. */
  Installation with(Path classes) {
    return new Installation(classes + File.pathSeparator + classPath);
  }

  /** The class path of a Flink cluster, on which nothing of ours is. */
  static String platform() {
    return entries()
        .filter(entry -> PLATFORM.matcher(entry).find() && !isS3Connector(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Flink's connector for S3, which a cluster has as a plugin. */
  static Path s3Connector() {
    return entries().filter(Installation::isS3Connector).map(Path::of).findFirst().orElseThrow();
  }

  private static Stream<String> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /**
   * What is shipped has no Hadoop but the one inside of Flink's connector, which this one hides.
   */
  private static boolean isForCompilingAlone(String entry) {
    return Path.of(entry).getFileName().toString().startsWith("hadoop-client-api-");
  }

  private static boolean isS3Connector(String entry) {
    return Path.of(entry).getFileName().toString().startsWith("flink-s3-fs-hadoop-");
  }

  /** The one jar that clusters are given. */
  static Path jar() {
    Path jar = Path.of(System.getProperty("guardlake.chaos.jar"));

    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          "There is no " + jar + "; run ./mvnw -Pchaos verify, which packages it first.");
    }

    return jar;
  }

  /** Starts the command in a process of its own. */
  JavaProcess run(String name, World world, List<String> arguments) {
    return JavaProcess.start(
        name,
        world.logs(),
        classPath,
        HEAP_MEGABYTES,
        Map.copyOf(world.environment()),
        COMMAND,
        arguments);
  }
}
