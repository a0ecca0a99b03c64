package io.guardlake.jobs.source.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String SCHEMA =
      "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag";
  private static final long TIME = Instant.parse("2026-03-10T12:34:56Z").toEpochMilli();

  @TempDir private Path directory;

  @Test
  void readsACsvInventory() throws IOException {
    Path first =
        csv(
            "one.csv.gz",
            "\"b\",\"p/AWSLogs/a+%E3%81%82%2B.jsonl.gz\",\"v\",\"true\",\"false\",\"7\","
                + "\"2026-03-10T12:34:56.000Z\",\"abc\"");
    Path second = csv("two.csv.gz", "\"b\",\"second\",\"\",\"true\",\"false\",\"\",\"\",\"\"");

    assertThat(entries(inventory("CSV", SCHEMA, first, second)))
        .containsExactly(
            new ManifestEntry("b", "p/AWSLogs/a \u3042+.jsonl.gz", "abc", 7, TIME),
            new ManifestEntry("b", "second", "", StoredObject.UNKNOWN, StoredObject.UNKNOWN));
  }

  @Test
  void readsTheColumnsThatThereAreInWhateverOrder() throws IOException {
    Path file = csv("one.csv.gz", "\"7\",\"a\",\"b\"");

    assertThat(entries(inventory("CSV", "Size, Key, Bucket", file)))
        .containsExactly(new ManifestEntry("b", "a", "", 7, StoredObject.UNKNOWN));
  }

  @Test
  void passesOverWhatAListingWouldNotShow() throws IOException {
    Path file =
        csv(
            "one.csv.gz",
            row("older", "false", "false"),
            row("deleted", "true", "true"),
            row("current", "true", "false"));

    assertThat(entries(inventory("CSV", SCHEMA, file)))
        .extracting(ManifestEntry::key)
        .containsExactly("current");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "zstd", "uncompressed"})
  void readsAParquetInventory(String codec) throws Exception {
    Path file = data("one.parquet");
    sql(
        "COPY (SELECT 'b' AS bucket, 'a ' || i || '%41' AS key, NULL::VARCHAR AS version_id,"
            + " i <> 1 AS is_latest, i = 2 AS is_delete_marker, i::BIGINT AS size,"
            + " '2026-03-10 12:34:56'::TIMESTAMP_MS AS last_modified_date,"
            + " CASE WHEN i = 3 THEN NULL ELSE 'e' || i END AS e_tag, 'STANDARD' AS storage_class"
            + " FROM range(5000) t(i)) TO '"
            + file
            + "' (FORMAT parquet, COMPRESSION "
            + codec
            + ", ROW_GROUP_SIZE 2048)");

    List<ManifestEntry> entries = entries(inventory("Parquet", "message s3.inventory {}", file));

    assertThat(entries).hasSize(4998);
    assertThat(entries.get(0)).isEqualTo(new ManifestEntry("b", "a 0%41", "e0", 0, TIME));
    assertThat(entries.get(1)).isEqualTo(new ManifestEntry("b", "a 3%41", "", 3, TIME));
    assertThat(entries.get(4997).key()).isEqualTo("a 4999%41");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsAPlainList(boolean packed) throws IOException {
    byte[] text = "# my list\nAWSLogs/a\r\n\ns3://b/c d%20\n".getBytes(StandardCharsets.UTF_8);
    Path list = Files.write(directory.resolve("list.txt"), packed ? gzip(text) : text);

    assertThat(entries(list))
        .containsExactly(ManifestEntry.named("AWSLogs/a"), ManifestEntry.named("s3://b/c d%20"));
  }

  @Test
  void readsAListOfJsonLinesThatCanNameAnything() throws IOException {
    String hostile = "s3://b/AWSLogs/a\nb\u202e\"";
    String text =
        JsonEntries.line(hostile, "") + "\n\n" + JsonEntries.line("s3://b/c", "e\\tag") + "\n";
    Path list = Files.writeString(directory.resolve("list.jsonl"), text);

    assertThat(entries(list))
        .containsExactly(
            ManifestEntry.named(hostile),
            new ManifestEntry(
                null, "s3://b/c", "e\\tag", StoredObject.UNKNOWN, StoredObject.UNKNOWN));

    Path bad = Files.writeString(directory.resolve("bad.jsonl"), "{\"uri\":7}\n");
    assertThatThrownBy(() -> entries(bad)).hasMessageContaining("Line 1 of the manifest");
  }

  @Test
  void refusesOrcWithASentence() throws IOException {
    Path manifest = inventory("ORC", "struct<bucket:string>", csv("one.orc"));

    assertThatThrownBy(() -> entries(manifest))
        .hasMessageContaining("manifest.json")
        .hasMessageContaining("ORC, which is not read; let S3 Inventory write CSV or Parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv.gz", "a.csv", "a.parquet", "a.orc"})
  void asksForTheManifestOfAnInventorysPart(String name) {
    assertThatThrownBy(() -> Manifest.check("s3://bucket/data/" + name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give the manifest.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list.txt", "s3://bucket", "s3://bucket/", "s3://bucket/a/", "https://a/b"})
  void refusesWhatIsNoFilesUri(String uri) {
    assertThatThrownBy(() -> Manifest.check(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write s3://bucket/key or file:///path");
  }

  @Test
  void namesTheRowThatCannotBeRead() throws IOException {
    Path file = csv("one.csv.gz", row("good", "true", "false"), "\"b\",\"too short\"");
    Path manifest = inventory("CSV", SCHEMA, file);

    assertThatThrownBy(() -> entries(manifest))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Row 2")
        .hasMessageContaining("one.csv.gz")
        .hasMessageContaining("it has 2 fields and the manifest names 8");
  }

  @Test
  void refusesAFileThatIsNotTheManifests() throws IOException {
    Path file = csv("one.csv.gz", row("good", "true", "false"));
    Path manifest = inventory("CSV", SCHEMA, file);
    csv("one.csv.gz", row("other", "true", "false"));

    assertThatThrownBy(() -> entries(manifest)).hasMessageContaining("its MD5 differs");
  }

  @Test
  void refusesWhatIsNoManifest() throws IOException {
    Path list = Files.writeString(directory.resolve("keys.json"), "AWSLogs/a\n");

    assertThatThrownBy(() -> entries(list)).hasMessageContaining("is not JSON");
  }

  private static String row(String key, String latest, String deleted) {
    return "\"b\",\""
        + key
        + "\",\"v\",\""
        + latest
        + "\",\""
        + deleted
        + "\",\"7\",\"2026-03-10T12:34:56.000Z\",\"abc\"";
  }

  private Path data(String name) throws IOException {
    return Files.createDirectories(directory.resolve("bucket/config/data")).resolve(name);
  }

  private Path csv(String name, String... rows) throws IOException {
    byte[] text = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    return Files.write(data(name), gzip(text));
  }

  /** As S3 lays it out, copied to this machine with its whole keys. */
  private Path inventory(String format, String schema, Path... files) throws IOException {
    List<String> parts = new ArrayList<>();

    for (Path file : files) {
      String key = directory.relativize(file).toString();
      parts.add("{\"key\":\"" + key + "\",\"size\":1,\"MD5checksum\":\"" + md5(file) + "\"}");
    }

    Path place = Files.createDirectories(directory.resolve("bucket/config/2026-03-11T01-00Z"));
    return Files.writeString(
        place.resolve("manifest.json"),
        "{\"sourceBucket\":\"b\",\"destinationBucket\":\"arn:aws:s3:::dest\",\"version\":"
            + "\"2016-11-30\",\"fileFormat\":\""
            + format
            + "\",\"fileSchema\":\""
            + schema
            + "\",\"files\":["
            + String.join(",", parts)
            + "]}");
  }

  private static String md5(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] text) throws IOException {
    java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();

    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }

    return packed.toByteArray();
  }

  private static void sql(String statement) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private static List<ManifestEntry> entries(Path path) throws IOException {
    List<ManifestEntry> entries = new ArrayList<>();

    try (Manifest manifest = Manifest.of("file://" + path, ObjectStoreFactory.standard())) {
      for (ManifestEntry entry = manifest.next(); entry != null; entry = manifest.next()) {
        entries.add(entry);
      }
    }

    return entries;
  }
}
