package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The root of an export: what {@code AWSLogs/} lies directly below. Taken as it is written, without
 * percent-decoding, because S3 keys and file names may hold any character.
 */
public sealed interface SourceUri extends Serializable {
  /** The URI in its one canonical form, without a slash at the end. */
  String text();

  /** The URI of the object with that key relative to this root. */
  default String uriOf(String key) {
    return text().endsWith("/") ? text() + key : text() + "/" + key;
  }

  /** Whether an object's URI lies below this root. */
  default boolean contains(String uri) {
    return uri.startsWith(uriOf(""));
  }

  /** The key relative to this root of an object's URI. */
  default String keyOf(String uri) {
    if (!contains(uri)) {
      throw new IllegalArgumentException(uri + " is not below " + text());
    }

    return uri.substring(uriOf("").length());
  }

  /**
   * A bucket, or what lies below a prefix of it.
   *
   * @param prefix without a slash at either end; empty for the whole bucket
   */
  record Bucket(String name, String prefix) implements SourceUri {
    private static final long serialVersionUID = 1;
    // S3's naming rules: 3 to 63 of these, first and last a letter or digit.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");

    public Bucket {
      requireNonNull(name, "name is null");
      requireNonNull(prefix, "prefix is null");

      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no name of an S3 bucket; write s3://bucket/prefix");
      }
    }

    @Override
    public String text() {
      return prefix.isEmpty() ? "s3://" + name : "s3://" + name + "/" + prefix;
    }
  }

  /**
   * A directory of this machine.
   *
   * @param path absolute and normalized
   */
  record Directory(String path) implements SourceUri {
    private static final long serialVersionUID = 1;

    public Directory {
      requireNonNull(path, "path is null");
    }

    @Override
    public String text() {
      return "file://" + path;
    }
  }

  /**
   * Findings that were asked of GuardDuty's API and put into a directory of this machine, in the
   * layout of an export. Their objects are named by what they are, {@code
   * guardduty-api://AWSLogs/ACCOUNT/GuardDuty/REGION/YYYY/MM/DD/FINDING.jsonl.gz}: the directory is
   * gone once they are read.
   *
   * @param path absolute and normalized
   */
  record Download(String path) implements SourceUri {
    private static final long serialVersionUID = 1;
    private static final String SCHEME = "guardduty-api:";

    public Download {
      requireNonNull(path, "path is null");
    }

    @Override
    public String text() {
      return SCHEME;
    }

    @Override
    public String uriOf(String key) {
      return SCHEME + "//" + key;
    }
  }

  /**
   * Reads {@code s3://bucket[/prefix]}, {@code file:///directory} or, of a download, {@code
   * guardduty-api:///directory}.
   *
   * @throws IllegalArgumentException with a sentence that shows the right form
   */
  static SourceUri parse(String text) {
    requireNonNull(text, "text is null");

    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The source has a control character in it");
    }

    if (text.startsWith("s3://")) {
      return bucket(text);
    }

    if (text.startsWith("file:/")) {
      return directory(text);
    }

    if (text.startsWith(Download.SCHEME + "///")) {
      return new Download(
          Path.of(text.substring(Download.SCHEME.length() + 2)).normalize().toString());
    }

    if (text.contains("://")) {
      throw new IllegalArgumentException(
          text + " has a scheme that is not read; write s3://bucket/prefix or file:///directory");
    }

    throw new IllegalArgumentException(
        "\"" + text + "\" is not a URI; for a directory of this machine write " + asUri(text));
  }

  private static SourceUri bucket(String text) {
    String rest = text.substring("s3://".length());
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? "" : withoutSlashAtEnd(rest.substring(slash + 1));

    if (prefix.startsWith("/")) {
      throw new IllegalArgumentException(text + " has an empty part in its prefix");
    }

    return above(new Bucket(name, prefix), prefix);
  }

  private static SourceUri directory(String text) {
    String rest = text.substring("file:".length());

    if (rest.startsWith("//") && !rest.startsWith("///")) {
      throw new IllegalArgumentException(
          text + " names a host; write file:///directory, with three slashes");
    }

    String path = Path.of(rest.replaceFirst("^/+", "/")).normalize().toString();
    return above(new Directory(path), path);
  }

  private static SourceUri above(SourceUri uri, String path) {
    if (!path.equals("AWSLogs") && !path.endsWith("/AWSLogs") && !path.contains("AWSLogs/")) {
      return uri;
    }

    throw new IllegalArgumentException(
        uri.text()
            + " points into the export; give the place that AWSLogs lies in: "
            + withoutSlashAtEnd(uri.text().substring(0, uri.text().lastIndexOf("AWSLogs"))));
  }

  private static String withoutSlashAtEnd(String text) {
    return text.replaceFirst("/+$", "");
  }

  private static String asUri(String path) {
    return path.isBlank() ? "file:///directory" : "file://" + Path.of(path).toAbsolutePath();
  }
}
