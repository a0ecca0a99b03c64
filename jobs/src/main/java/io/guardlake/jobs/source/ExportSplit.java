package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/** A piece of work for one reader. */
public sealed interface ExportSplit extends SourceSplit {
  /**
   * A part of what the tables hold, as {@link io.guardlake.jobs.dedup.KnownIdentities} names it.
   */
  record Learning(String splitId, String part) implements ExportSplit {
    public Learning {
      requireNonNull(splitId, "splitId is null");
      requireNonNull(part, "part is null");
    }
  }

  /**
   * Objects to read in this order.
   *
   * @param position how far they are read
   */
  record Objects(String splitId, List<ExportObject> objects, Position position)
      implements ExportSplit {
    public Objects {
      requireNonNull(splitId, "splitId is null");
      requireNonNull(position, "position is null");
      objects = List.copyOf(objects);

      if (position.object() > objects.size()) {
        throw new IllegalArgumentException("split " + splitId + " is read past its end");
      }
    }

    Objects at(Position other) {
      return new Objects(splitId, objects, other);
    }
  }

  /**
   * How far a split's records are emitted.
   *
   * @param object the object that is being read, counted from 0
   * @param line the last line of it that was emitted, counted from 1; 0 for none, {@link
   *     #ALL_LINES} where only the object's end is to come
   */
  record Position(int object, int line) {
    static final int ALL_LINES = Integer.MAX_VALUE;
    static final Position START = new Position(0, 0);

    public Position {
      if (object < 0 || line < 0) {
        throw new IllegalArgumentException("a position counts from 0");
      }
    }
  }

  @Override
  String splitId();
}
