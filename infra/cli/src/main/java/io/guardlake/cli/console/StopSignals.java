package io.guardlake.cli.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Stops a run with a savepoint when the process is told to end. Signal handlers, not a shutdown
 * hook: Flink's own hooks would run beside it and take the cluster away while the savepoint is
 * written.
 */
public final class StopSignals implements AutoCloseable {
  private final Map<String, Object> replaced = new LinkedHashMap<>();

  private StopSignals() {}

  /** From now on, being told to end calls this instead. */
  public static StopSignals forwardTo(Runnable stop) {
    StopSignals signals = new StopSignals();

    for (String name : List.of("TERM", "INT")) {
      signals.replaced.put(name, Signals.register(name, stop));
    }

    return signals;
  }

  @Override
  public void close() {
    replaced.forEach(Signals::unregister);
  }
}
