package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Which catalog holds the tables of an output, and where their files lie.
 *
 * @param kind the kind of catalog
 * @param uri the address of a REST catalog or the JDBC URL; empty for the other kinds
 * @param warehouse the output, as a URI without a trailing slash
 * @param database the namespace of the tables
 */
public record CatalogSettings(Kind kind, String uri, String warehouse, String database)
    implements Serializable {

  /** The namespace unless another is chosen. */
  public static final String DEFAULT_DATABASE = "guardlake";

  private static final long serialVersionUID = 1;

  /** The names that Glue, Athena and Iceberg all take. */
  private static final Pattern DATABASE = Pattern.compile("[a-z0-9_]{1,255}");

  /** The kinds of catalog, as {@code --catalog} names them. */
  public enum Kind {
    /** A SQLite file beside the tables. */
    SQLITE,
    /** AWS Glue's data catalog, which Athena reads. */
    GLUE,
    /** Iceberg's REST protocol. */
    REST,
    /** Any database with a JDBC driver on the class path. */
    JDBC
  }

  public CatalogSettings {
    requireNonNull(kind, "kind is null");
    requireNonNull(uri, "uri is null");
    requireNonNull(warehouse, "warehouse is null");
    requireNonNull(database, "database is null");

    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "The database name '%s' may have lower-case letters, digits and underscores only."
              .formatted(database));
    }
  }

  /**
   * The settings that the command line gives.
   *
   * @param catalog the text of {@code --catalog}: {@code sqlite}, {@code glue}, {@code rest:URI} or
   *     {@code jdbc:URL}; null for what suits the output, SQLite for file:// and Glue for s3://
   * @param output the warehouse, {@code file:///dir} or {@code s3://bucket/prefix}
   * @param database the namespace of the tables
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static CatalogSettings parse(String catalog, String output, String database) {
    String warehouse = warehouse(output);
    String text = catalog == null ? defaultCatalog(warehouse) : catalog;

    if (text.equals("sqlite")) {
      checkLocal(warehouse);
      return new CatalogSettings(Kind.SQLITE, "", warehouse, database);
    }

    if (text.equals("glue")) {
      return new CatalogSettings(Kind.GLUE, "", warehouse, database);
    }

    if (text.startsWith("rest:") && text.length() > "rest:".length()) {
      String uri = text.substring("rest:".length());
      return new CatalogSettings(Kind.REST, uri, warehouse, database);
    }

    if (text.startsWith("jdbc:") && text.length() > "jdbc:".length()) {
      return new CatalogSettings(Kind.JDBC, text, warehouse, database);
    }

    throw new IllegalArgumentException(
        "The catalog '%s' is not known; use sqlite, glue, rest:URI or jdbc:URL.".formatted(text));
  }

  /** The catalog as {@code --catalog} names it. */
  String catalogText() {
    return switch (kind) {
      case SQLITE -> "sqlite";
      case GLUE -> "glue";
      case REST -> "rest:" + uri;
      case JDBC -> uri;
    };
  }

  /** The directory of a table of this output. */
  public String tableLocation(String table) {
    return warehouse + "/" + database + "/" + table;
  }

  private static String defaultCatalog(String warehouse) {
    return warehouse.startsWith("file:") ? "sqlite" : "glue";
  }

  private static void checkLocal(String warehouse) {
    if (!warehouse.startsWith("file:")) {
      throw new IllegalArgumentException(
          "The sqlite catalog keeps a file beside the tables, so the output must be a file:// URI;"
              + " for %s use glue, rest:URI or jdbc:URL.".formatted(warehouse));
    }
  }

  /** The output in the one form that all locations of its tables begin with. */
  private static String warehouse(String output) {
    requireNonNull(output, "output is null");
    URI uri;

    try {
      uri = URI.create(output);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The output '%s' is not a URI.".formatted(output), e);
    }

    if (uri.getScheme() == null || uri.getPath() == null || uri.getPath().isEmpty()) {
      boolean bucket = uri.getScheme() != null && uri.getAuthority() != null;

      if (!bucket) {
        throw new IllegalArgumentException(
            "The output '%s' must be a URI such as file:///dir or s3://bucket/prefix."
                .formatted(output));
      }
    }

    boolean local = uri.getScheme().equals("file");
    String text = local ? "file://" + uri.getPath() : output;
    return text.replaceAll("(?<!/)/+$", "");
  }
}
