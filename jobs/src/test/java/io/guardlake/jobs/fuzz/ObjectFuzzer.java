package io.guardlake.jobs.fuzz;

import io.guardlake.jobs.source.lines.AnyObject;

/**
 * What a coverage-guided fuzzer calls with one input after another: any bytes as an object, packed
 * or not. All lines of it must be accounted for.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class ObjectFuzzer {
  private static final AnyObject OBJECT = new AnyObject(512);

  private ObjectFuzzer() {}

  /** The method that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] object) {
    OBJECT.read(object);
  }
}
