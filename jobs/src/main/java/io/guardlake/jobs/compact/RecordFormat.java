package io.guardlake.jobs.compact;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How records are kept in a file while they are sorted. */
interface RecordFormat<T> {
  void write(T value, DataOutputView out) throws IOException;

  T read(DataInputView in) throws IOException;
}
