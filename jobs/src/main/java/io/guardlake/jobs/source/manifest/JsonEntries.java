package io.guardlake.jobs.source.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.source.lines.Unpacking;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A list as JSON Lines, gzip or not: {@code {"uri":"s3://bucket/key","etag":"..."}}, with a key in
 * place of the URI where there is one source. It can name any object, those with line breaks in
 * their names included; one with an ETag is read only if it still has it, or else as it is now.
 */
public final class JsonEntries implements ManifestEntries {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String uri;
  private final BufferedReader lines;
  private int number;

  /**
   * @param uri the list, for messages
   * @param file a copy of it
   */
  JsonEntries(String uri, Path file) throws IOException {
    InputStream body = Files.newInputStream(file);
    this.uri = uri;
    this.lines =
        new BufferedReader(new InputStreamReader(Unpacking.of(body), StandardCharsets.UTF_8));
  }

  /** The line that names an object, without a line end. */
  public static String line(String uri, String etag) {
    ObjectNode entry = MAPPER.createObjectNode().put("uri", uri);

    if (!etag.isEmpty()) {
      entry.put("etag", etag);
    }

    return entry.toString();
  }

  @Override
  public ManifestEntry next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;

      if (!line.isBlank()) {
        return entry(line);
      }
    }

    return null;
  }

  private ManifestEntry entry(String line) throws IOException {
    JsonNode entry;

    try {
      entry = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }

    if (!entry.path("uri").isTextual()) {
      throw unreadable(null);
    }

    return new ManifestEntry(
        null,
        entry.path("uri").textValue(),
        entry.path("etag").asText("").replace("\"", ""),
        StoredObject.UNKNOWN,
        StoredObject.UNKNOWN);
  }

  private IOException unreadable(Exception cause) {
    return new IOException(
        "Line %d of the manifest %s is not like {\"uri\":\"s3://bucket/key\",\"etag\":\"...\"}; correct it."
            .formatted(number, uri),
        cause);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
