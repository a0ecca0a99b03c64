package io.guardlake.jobs.alert.fire;

import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** What was there before alerting began, so that it is not told of as if it were new. */
@FunctionalInterface
public interface PastVersions extends Serializable {
  /** Gives each version that counts, in any order. */
  void read(Consumer<TableRow> consumer) throws IOException;

  /** Nothing was there, or it shall not count. */
  static PastVersions none() {
    return consumer -> {};
  }
}
