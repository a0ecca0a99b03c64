package io.guardlake.chaos;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One of the promises' safeguards taken away: the product's own sources with a few words changed,
 * compiled and put in front of the others. So no switch is needed that a user could find.
 */
enum Break {
  COMMIT_NOT_IDEMPOTENT(
      new Edit(
          "table/TableAppender",
          "return CommittedCheckpoints.of(table.properties()).has(commit)\n        ||",
          "return false &&"),
      new Edit("table/TableAppender", "!has(ancestors, commit)", "true"),
      new Edit("table/CommitOperations", "if (committed.has(commit)) {", "if (false) {")),

  DEDUP_STATE_NOT_RESTORED(
      new Edit(
          "dedup/DropSeenVersions",
          "\"seen-versions\"",
          "\"seen-versions-\" + java.util.UUID.randomUUID()")),

  SEEN_SET_LOST(
      new Edit(
          "source/EnumeratorStateSerializer",
          "SeenObjects.read(in),",
          "SeenObjects.read(in).size() < 0 ? null : new SeenObjects(),")),

  QUARANTINE_OUTSIDE_THE_CHECKPOINT(
      new Edit(
          "table/TableCommitter",
          "bytes.add(commit.toBytes());",
          "if (!tableName.equals(\"quarantine\")) bytes.add(commit.toBytes());")),

  LEARNING_RELEASED_EARLY(
      new Edit(
          "source/Learning",
          "phase = parts.isEmpty() ? Phase.RELEASED : Phase.LEARNING;",
          "phase = Phase.RELEASED;")),

  LEASE_NOT_FENCED(
      new Edit("table/Admission", "return properties.containsKey(key(run));", "return true;"),
      new Edit("source/ClaimingEnumerator", "if (!closed) {", "if (false) {"));

  private static final String SOURCES = "jobs/src/main/java/io/guardlake/jobs";

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker cannot see it.
  private final List<Edit> edits;

  Break(Edit... edits) {
    this.edits = List.of(edits);
  }

  /**
   * Some words of a source.
   *
   * @param file below the jobs' packages, without its ending
   * @param words which must be there once
   * @param instead what stands there instead
   */
  private record Edit(String file, String words, String instead) {}

  /** Compiles the broken classes into a directory, and returns it. */
  Path compileInto(Path directory) {
    try {
      Map<String, String> sources = new LinkedHashMap<>();

      for (Edit edit : edits) {
        String source = sources.containsKey(edit.file()) ? sources.get(edit.file()) : read(edit);
        sources.put(edit.file(), apply(edit, source));
      }

      List<Path> files = new ArrayList<>();
      Path changed = directory.resolve("sources");

      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = changed.resolve(source.getKey() + ".java");
        Files.createDirectories(file.getParent());
        files.add(Files.writeString(file, source.getValue()));
      }

      return compile(files, Files.createDirectories(directory.resolve("classes")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Edit edit) throws IOException {
    return Files.readString(
        Path.of(System.getProperty("guardlake.root"), SOURCES, edit.file() + ".java"));
  }

  private String apply(Edit edit, String source) {
    int first = source.indexOf(edit.words());

    if (first < 0 || source.indexOf(edit.words(), first + 1) >= 0) {
      throw new AssertionError(
          "%s breaks the words '%s' in %s, which must be there once. The source has changed: find the words that keep this promise now."
              .formatted(this, edit.words(), edit.file()));
    }

    return source.replace(edit.words(), edit.instead());
  }

  private static Path compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "--release",
              "17",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"));

      if (!compiler
          .getTask(
              messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call()) {
        throw new AssertionError("The broken sources do not compile:\n" + messages);
      }
    }

    return classes;
  }
}
