package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Escapes;
import io.guardlake.jobs.config.UsageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;

/**
 * Asks a person for questions and answers them, until they leave. What they typed is kept in {@code
 * guardlake/query-history} in the user's state directory, but for lines that look like secrets.
 */
public final class QueryShell {
  /** What may set a secret is not kept, whatever it is. */
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|password|passwd|token|credential|access[_ ]?key|AKIA|ASIA",
          Pattern.CASE_INSENSITIVE);

  private static final String HELP =
      """
      SQL ends with a semicolon and may take several lines. Tables: findings, findings_latest,
      findings_latest_snapshot, quarantine, drift, erased.
        \\d            the tables and views
        \\d NAME       the columns of one
        \\x            show answers row by row, or as tables again
        \\f FORMAT     table, vertical, csv or json
        \\q            leave (Ctrl-D does too)
      """;

  private final LocalDatabase database;
  private final Terminal terminal;
  private final Path history;
  private ResultFormat format;

  /**
   * @param history the file that keeps what was typed
   */
  public QueryShell(LocalDatabase database, Terminal terminal, Path history, ResultFormat format) {
    this.database = requireNonNull(database, "database is null");
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.history = requireNonNull(history, "history is null");
    this.format = requireNonNull(format, "format is null");
  }

  /** The file that keeps what was typed: in XDG_STATE_HOME, or in .local/state. */
  public static Path historyFile() {
    String given = System.getenv("XDG_STATE_HOME");
    Path state =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(given);
    return state.resolve("guardlake").resolve("query-history");
  }

  /** Runs until the person leaves. */
  public void run() throws IOException {
    makePrivate();
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new StatementParser())
            .history(new DiscreetHistory())
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.HISTORY_SIZE, 1000)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "        -> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    say("Ask in SQL, ended with a semicolon. \\? helps, \\q leaves.");

    while (true) {
      try {
        String line = reader.readLine("guardlake> ").strip();

        if (line.equals("\\q")) {
          return;
        }

        answer(line);
      } catch (UserInterruptException e) {
        // Ctrl-C gives up the statement, not the shell.
        terminal.writer().flush();
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  /** Answers one line; what is wrong with it is said, and nothing thrown. */
  void answer(String line) {
    try {
      if (line.startsWith("\\")) {
        command(line);
      } else if (!line.isEmpty()) {
        show(line);
      }
    } catch (UsageException e) {
      say(Escapes.forTerminal(e.getMessage()));
    }
  }

  private void command(String line) {
    String[] words = line.split("\\s+", 2);
    String argument = words.length < 2 ? "" : words[1].strip();

    switch (words[0]) {
      case "\\x" ->
          format = format == ResultFormat.VERTICAL ? ResultFormat.TABLE : ResultFormat.VERTICAL;
      case "\\f" -> format = formatOf(argument);
      case "\\d" ->
          show(
              argument.isEmpty()
                  ? "SELECT table_name AS name, table_type AS kind FROM information_schema.tables"
                      + " ORDER BY name"
                  : "DESCRIBE \"" + argument.replace("\"", "\"\"") + "\"");
      case "\\?" -> say(HELP.stripTrailing());
      default -> say("There is no command " + Escapes.forTerminal(words[0]) + "; \\? helps.");
    }
  }

  private ResultFormat formatOf(String name) {
    try {
      return ResultFormat.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      say("The formats are table, vertical, csv and json.");
      return format;
    }
  }

  private void show(String sql) {
    int width = terminal.getWidth() > 0 ? terminal.getWidth() : 80;
    terminal.writer().print(format.render(database.ask(sql), width));
    terminal.writer().flush();
  }

  private void say(String text) {
    terminal.writer().println(text);
    terminal.writer().flush();
  }

  /** Only its owner may read what was asked. */
  private void makePrivate() throws IOException {
    Files.createDirectories(history.toAbsolutePath().getParent());

    if (!Files.exists(history)) {
      Files.createFile(history);
    }

    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Whether a line must not be kept. */
  static boolean looksSecret(String line) {
    return SECRET.matcher(line).find();
  }

  private static final class DiscreetHistory extends DefaultHistory {
    @Override
    public void add(java.time.Instant time, String line) {
      if (!looksSecret(line)) {
        super.add(time, line);
      }
    }
  }
}
