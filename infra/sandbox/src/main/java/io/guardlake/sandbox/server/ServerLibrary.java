package io.guardlake.sandbox.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder with a server's jars and nothing else.
 *
 * @param name what people call the server, such as S3Proxy
 * @param module the Maven module that collects the jars, below the project's root
 * @param property the system property that names the folder
 * @param folder the folder
 */
public record ServerLibrary(String name, String module, String property, Path folder) {
  public ServerLibrary {
    requireNonNull(name, "name is null");
    requireNonNull(module, "module is null");
    requireNonNull(property, "property is null");
    requireNonNull(folder, "folder is null");
  }

  /**
   * The folder that a system property names.
   *
   * @throws IllegalStateException when the system property is not set
   */
  public static ServerLibrary named(String name, String module, String property) {
    String folder = System.getProperty(property);

    if (folder == null || folder.isBlank()) {
      throw new IllegalStateException(
          "The system property "
              + property
              + " is not set. Set it to the folder with "
              + name
              + "'s jars, which the build writes to "
              + module
              + "/target/lib.");
    }

    return new ServerLibrary(name, module, property, Path.of(folder));
  }

  /** The class path of all its jars. */
  String classPath() {
    return folder.toAbsolutePath().resolve("*").toString();
  }

  void requireJars() {
    if (!hasJars()) {
      throw new SandboxException(
          "There are no jars in "
              + folder
              + ". Build them with `mvn generate-resources` in "
              + module
              + ", or set the system property "
              + property
              + " to the folder that has "
              + name
              + "'s jars.");
    }
  }

  private boolean hasJars() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".jar"));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
