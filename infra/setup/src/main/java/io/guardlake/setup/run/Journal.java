package io.guardlake.setup.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.SetupAction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes down each action before it is tried and after, one line of JSON each, on the disk before
 * anything goes on. Safe for use by several threads.
 */
final class Journal implements Witness, AutoCloseable {
  static final String FORMAT = "1.0";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final FileChannel channel;
  private final InstantSource clock;
  private final Map<SetupAction, Integer> numbers = new HashMap<>();

  private Journal(Path file, FileChannel channel, InstantSource clock) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Begins a journal.
   *
   * @param plan the fingerprint of the plan that was reviewed
   * @param config the fingerprint of its configuration
   */
  static Journal begin(Path file, InstantSource clock, String setup, String plan, String config) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Journal journal = new Journal(file, channel, clock);
      journal.line(
          MAPPER
              .createObjectNode()
              .put("event", "start")
              .put("formatVersion", FORMAT)
              .put("setup", setup)
              .put("plan", plan)
              .put("config", config));
      return journal;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void begins(SetupAction action) {
    int number = numbers.size();
    numbers.put(action, number);
    ObjectNode line = MAPPER.createObjectNode().put("event", "begin").put("number", number);
    line.put("kind", action.kind()).put("region", action.region().orElse(null));
    line.put("description", action.describe());
    line.set("undo", UndoJson.write(action.undo()));
    line(line);
  }

  @Override
  public synchronized void ends(Outcome outcome) {
    line(
        MAPPER
            .createObjectNode()
            .put("event", "end")
            .put("number", numbers.get(outcome.action()))
            .put("state", outcome.state().name())
            .put("sentence", outcome.sentence()));
  }

  private void line(ObjectNode line) {
    line.put("at", clock.instant().toString());

    try {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static SetupException failed(Path file, IOException cause) {
    return new SetupException(
        "The journal %s cannot be written (%s), and nothing is done without one."
            .formatted(file, cause),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
