package io.guardlake.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that the report is made of. */
final class ReportResource {
  /** Chart.js, as its webjar has it. */
  static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private ReportResource() {}

  /** The text of a resource, beside this class unless the name begins with a slash. */
  static String text(String name) {
    try (InputStream in = ReportResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks the resource %s.".formatted(name));
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
