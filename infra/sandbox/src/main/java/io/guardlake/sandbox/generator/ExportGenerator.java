package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Generates a whole export. To pace it instead, use {@link ExportStream}. */
public final class ExportGenerator {
  private ExportGenerator() {}

  /**
   * Writes every object to the sink, in the order of their time, and flushes it.
   *
   * @param linesWritten told the lines written so far after each object
   * @return the truth about what was written
   */
  public static Truth generate(
      GeneratorSettings settings, ExportSink sink, LongConsumer linesWritten) throws IOException {
    ExportStream objects = new ExportStream(settings);
    long lines = 0;

    while (objects.hasNext()) {
      ExportObject object = objects.next();
      sink.put(object.key(), object.content(), object.exportedAt());
      lines += object.lines();
      linesWritten.accept(lines);
    }

    sink.flush();
    return objects.truth();
  }
}
