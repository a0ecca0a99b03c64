package io.guardlake.jobs.source.manifest;

import io.guardlake.jobs.source.lines.Unpacking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key or URI a line, gzip or not. Empty lines, and those that begin with #, are none. */
final class PlainEntries implements ManifestEntries {
  private final BufferedReader lines;

  PlainEntries(Path file) throws IOException {
    InputStream body = Files.newInputStream(file);
    lines = new BufferedReader(new InputStreamReader(Unpacking.of(body), StandardCharsets.UTF_8));
  }

  @Override
  public ManifestEntry next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        return ManifestEntry.named(line);
      }
    }

    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
