package io.guardlake.sandbox.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What to run in a process of its own.
 *
 * @param library where its jars are
 * @param mainClass its main class, which must listen once its main method has returned
 * @param arguments what its main method gets; relative paths are below the work directory
 * @param files written into the work directory, which comes first on the class path, by name
 * @param heapMegabytes the largest heap of the process
 */
public record ServerProgram(
    ServerLibrary library,
    String mainClass,
    List<String> arguments,
    Map<String, byte[]> files,
    int heapMegabytes) {
  public ServerProgram {
    requireNonNull(library, "library is null");
    requireNonNull(mainClass, "mainClass is null");
    arguments = List.copyOf(arguments);
    files = Map.copyOf(files);

    if (heapMegabytes < 1) {
      throw new IllegalArgumentException("heapMegabytes must be positive, not " + heapMegabytes);
    }
  }
}
