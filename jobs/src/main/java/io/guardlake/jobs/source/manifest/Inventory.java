package io.guardlake.jobs.source.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The {@code manifest.json} of an S3 Inventory report, as the S3 user guide describes it in
 * "Locating your inventory list".
 *
 * @param sourceBucket whose objects are listed
 * @param columns of a CSV file, in their order; empty for Parquet, which names its own
 */
record Inventory(
    String sourceBucket, InventoryFormat format, List<String> columns, List<DataFile> files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET_ARN = ":s3:::";

  Inventory {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
  }

  /**
   * A part of the report.
   *
   * @param key in the destination bucket
   * @param md5 of the file, in hexadecimal digits, or empty
   */
  record DataFile(ManifestFile file, String key, String md5) {}

  /** Reads a manifest that was copied to this machine. */
  static Inventory read(ManifestFile manifest, Path copy) throws IOException {
    JsonNode json;

    try {
      json = JSON.readTree(Files.readAllBytes(copy));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "The manifest "
              + manifest.uri()
              + " is not JSON; give the manifest.json of an S3"
              + " Inventory report, or a plain list of keys under a name without .json.",
          e);
    }

    InventoryFormat format = format(manifest, text(manifest, json, "fileFormat"));
    List<DataFile> files = new ArrayList<>();
    String destination = text(manifest, json, "destinationBucket");
    String bucket =
        destination.substring(
            destination.indexOf(BUCKET_ARN) < 0
                ? 0
                : destination.indexOf(BUCKET_ARN) + BUCKET_ARN.length());

    for (JsonNode file : json.path("files")) {
      String key = text(manifest, file, "key");
      files.add(
          new DataFile(located(manifest, bucket, key), key, file.path("MD5checksum").asText("")));
    }

    List<String> columns =
        format == InventoryFormat.CSV
            ? Arrays.stream(text(manifest, json, "fileSchema").split(",", -1))
                .map(String::strip)
                .toList()
            : List.of();
    return new Inventory(text(manifest, json, "sourceBucket"), format, columns, files);
  }

  private static InventoryFormat format(ManifestFile manifest, String name) throws IOException {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "CSV" -> InventoryFormat.CSV;
      case "PARQUET" -> InventoryFormat.PARQUET;
      default ->
          throw new IOException(
              "The inventory "
                  + manifest.uri()
                  + " is in the format "
                  + name
                  + ", which is not read; let S3 Inventory write CSV or Parquet.");
    };
  }

  private static String text(ManifestFile manifest, JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);

    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IOException(
          "The manifest "
              + manifest.uri()
              + " has no "
              + name
              + "; give the manifest.json of an S3 Inventory report.");
    }

    return value.textValue();
  }

  /** In the bucket that the report went to, or, of a copy on this machine, beside the manifest. */
  private static ManifestFile located(ManifestFile manifest, String bucket, String key) {
    if (manifest.root() instanceof SourceUri.Bucket) {
      return new ManifestFile(new SourceUri.Bucket(bucket, ""), key);
    }

    Path directory = Path.of(((SourceUri.Directory) manifest.root()).path());

    for (Path above = directory; above != null; above = above.getParent()) {
      if (Files.isRegularFile(above.resolve(key))) {
        return new ManifestFile(new SourceUri.Directory(above.toString()), key);
      }
    }

    // S3 writes <configuration>/<time>/manifest.json and <configuration>/data/<name>.
    Path configuration = directory.getParent() == null ? directory : directory.getParent();
    String name = "data/" + key.substring(key.lastIndexOf('/') + 1);
    return new ManifestFile(new SourceUri.Directory(configuration.toString()), name);
  }
}
