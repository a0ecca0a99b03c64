package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A file to write through Flink's file system. */
final class FlinkOutputFile implements OutputFile {
  private final String location;
  private final Path path;

  FlinkOutputFile(String location) {
    this.location = requireNonNull(location, "location is null");
    this.path = new Path(location);
  }

  @Override
  public PositionOutputStream create() {
    if (toInputFile().exists()) {
      throw new AlreadyExistsException("The file %s exists already.", location);
    }

    return open(WriteMode.NO_OVERWRITE);
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return open(WriteMode.OVERWRITE);
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public InputFile toInputFile() {
    return new FlinkInputFile(location, -1);
  }

  @Override
  public String toString() {
    return location;
  }

  private PositionOutputStream open(WriteMode mode) {
    try {
      return new Stream(path.getFileSystem().create(path, mode), location);
    } catch (IOException e) {
      throw OutputWriteException.of(location, e).unchecked();
    }
  }

  private static final class Stream extends PositionOutputStream {
    private final FSDataOutputStream out;
    private final String location;
    private long position;
    private boolean closed;

    Stream(FSDataOutputStream out, String location) {
      this.out = out;
      this.location = location;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw OutputWriteException.of(location, e);
      }

      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw OutputWriteException.of(location, e);
      }

      position += length;
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw OutputWriteException.of(location, e);
      }
    }

    /** Closes once: Iceberg and Parquet both close what they wrote, and S3 commits at a close. */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }

      closed = true;

      try {
        out.close();
      } catch (IOException e) {
        throw OutputWriteException.of(location, e);
      }
    }
  }
}
