package io.guardlake.setup.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.execute.Execution;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the doing of a plan ended.
 *
 * @param execution what became of each action
 * @param journal what was done, for taking it back; empty: there was nothing to do
 * @param notes what was passed over
 */
public record Application(Execution execution, Optional<Path> journal, List<String> notes) {
  public Application {
    requireNonNull(execution, "execution is null");
    requireNonNull(journal, "journal is null");
    notes = List.copyOf(notes);
  }
}
