package io.guardlake.cli;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Stops a run with a savepoint when the process is told to end. Signal handlers, not a shutdown
 * hook: Flink's own hooks would run beside it and take the cluster away while the savepoint is
 * written.
 */
final class StopSignals implements AutoCloseable {
  private final List<Replaced> replaced = new ArrayList<>();

  private StopSignals() {}

  static StopSignals forwardTo(Runnable stop) {
    StopSignals signals = new StopSignals();

    for (String name : List.of("TERM", "INT")) {
      Signal signal = new Signal(name);
      signals.replaced.add(new Replaced(signal, Signal.handle(signal, received -> stop.run())));
    }

    return signals;
  }

  @Override
  public void close() {
    replaced.forEach(entry -> Signal.handle(entry.signal(), entry.handler()));
  }

  private record Replaced(Signal signal, SignalHandler handler) {}
}
