package io.guardlake.jobs.source.manifest;

import io.guardlake.jobs.source.manifest.Inventory.DataFile;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest names: of an S3 Inventory report ({@code manifest.json}, with CSV or Parquet
 * files), of a plain list of keys or URIs, or of a list as JSON Lines ({@code .jsonl}). Its files
 * are copied to this machine one at a time and never held in memory. A step that failed with a
 * {@link StoreException} may be tried again.
 */
public final class Manifest implements AutoCloseable {
  private static final int FINGERPRINT_DIGITS = 32;

  private final ManifestFile manifest;
  private final ObjectStoreFactory stores;
  private final Path copy;
  private Inventory inventory;
  private ManifestEntries entries;
  private String fingerprint;
  private int nextFile;

  private Manifest(ManifestFile manifest, ObjectStoreFactory stores) throws IOException {
    this.manifest = manifest;
    this.stores = stores;
    this.copy = Files.createTempFile("guardlake-manifest-", null);
  }

  /**
   * Reads nothing yet.
   *
   * @param uri {@code s3://bucket/key} or {@code file:///path}
   * @throws IllegalArgumentException with a sentence, where it is none of these
   */
  public static Manifest of(String uri, ObjectStoreFactory stores) throws IOException {
    return new Manifest(checked(uri), stores);
  }

  /**
   * Checks a manifest's URI.
   *
   * @throws IllegalArgumentException with a sentence, where it can be no manifest's
   */
  public static void check(String uri) {
    checked(uri);
  }

  private static ManifestFile checked(String uri) {
    ManifestFile file = ManifestFile.parse(uri);
    String plain = file.key().replaceFirst("\\.gz$", "");

    for (String ending : List.of(".csv", ".parquet", ".orc")) {
      if (plain.endsWith(ending)) {
        throw new IllegalArgumentException(
            uri + " is a part of an inventory; give the manifest.json that lies beside it");
      }
    }

    return file;
  }

  /** The bucket whose inventory this is; empty for a plain list. */
  public Optional<String> bucket() throws IOException {
    start();
    return Optional.ofNullable(inventory).map(Inventory::sourceBucket);
  }

  /**
   * The start of the SHA-256 of the manifest itself, in hexadecimal digits. That of an inventory
   * has the MD5 of each of its files in it, which is checked as they are read.
   */
  public String fingerprint() throws IOException {
    start();
    return fingerprint;
  }

  /** The next entry, or null at the end. */
  public ManifestEntry next() throws IOException {
    start();

    while (true) {
      if (entries == null && !openNext()) {
        return null;
      }

      ManifestEntry entry = entries.next();

      if (entry != null) {
        return entry;
      }

      entries.close();
      entries = null;
    }
  }

  private void start() throws IOException {
    if (fingerprint != null) {
      return;
    }

    manifest.copy(stores, copy);

    if (manifest.key().endsWith(".json")) {
      inventory = Inventory.read(manifest, copy);
    }

    fingerprint = digest("SHA-256").substring(0, FINGERPRINT_DIGITS);
  }

  /** The digest of what is copied now, in hexadecimal digits. */
  private String digest(String algorithm) throws IOException {
    try (DigestInputStream body =
        new DigestInputStream(Files.newInputStream(copy), MessageDigest.getInstance(algorithm))) {
      body.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(body.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no " + algorithm, e);
    }
  }

  private boolean openNext() throws IOException {
    if (inventory == null) {
      entries = nextFile++ == 0 ? listEntries() : null;
      return entries != null;
    }

    if (nextFile == inventory.files().size()) {
      return false;
    }

    DataFile file = inventory.files().get(nextFile);
    file.file().copy(stores, copy);
    requireWhole(file);
    nextFile++;
    String uri = file.file().uri();
    entries =
        inventory.format() == InventoryFormat.CSV
            ? new CsvEntries(uri, copy, inventory.columns())
            : new ParquetEntries(uri, copy);
    return true;
  }

  private ManifestEntries listEntries() throws IOException {
    boolean json = manifest.key().matches("(?s).*\\.jsonl(?:\\.gz)?");
    return json ? new JsonEntries(manifest.uri(), copy) : new PlainEntries(copy);
  }

  private void requireWhole(DataFile file) throws IOException {
    if (!file.md5().isEmpty() && !digest("MD5").equalsIgnoreCase(file.md5())) {
      throw new IOException(
          "The inventory file "
              + file.file().uri()
              + " is not what "
              + manifest.uri()
              + " says: its MD5 differs; copy both again.");
    }
  }

  @Override
  public void close() throws IOException {
    if (entries != null) {
      entries.close();
    }

    Files.deleteIfExists(copy);
  }
}
