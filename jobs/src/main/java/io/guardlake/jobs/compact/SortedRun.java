package io.guardlake.jobs.compact;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * Sorted records in a temporary file, read once. The file is nameless while it is open where the
 * system allows that, so that nothing of it remains however the process ends.
 */
final class SortedRun<T> implements Records<T>, Closeable {
  private static final int BUFFER = 1 << 16;

  private final RecordFormat<T> format;
  private final FileChannel file;
  private long left;
  private DataInputViewStreamWrapper in;

  private SortedRun(RecordFormat<T> format, FileChannel file) {
    this.format = format;
    this.file = file;
  }

  /** Writes records, in their order, into a new temporary file. */
  static <T> SortedRun<T> write(Records<T> records, RecordFormat<T> format) throws IOException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("guardlake-sort-" + UUID.randomUUID()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    SortedRun<T> run = new SortedRun<>(format, channel);

    try {
      run.fill(records);
      return run;
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  @Override
  public T next() throws IOException {
    if (left == 0) {
      close();
      return null;
    }

    if (in == null) {
      in =
          new DataInputViewStreamWrapper(
              new BufferedInputStream(
                  new ZstdInputStreamNoFinalizer(Channels.newInputStream(file.position(0))),
                  BUFFER));
    }

    left--;
    return format.read(in);
  }

  @Override
  public void close() throws IOException {
    left = 0;

    if (in != null) {
      in.close();
      in = null;
    }

    file.close();
  }

  private void fill(Records<T> records) throws IOException {
    try (DataOutputViewStreamWrapper out =
        new DataOutputViewStreamWrapper(
            new BufferedOutputStream(
                new ZstdOutputStreamNoFinalizer(new StaysOpen(Channels.newOutputStream(file)), 1),
                BUFFER))) {
      for (T value = records.next(); value != null; value = records.next()) {
        format.write(value, out);
        left++;
      }
    }
  }

  /** Keeps the file open when the stream that compresses into it is closed. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
