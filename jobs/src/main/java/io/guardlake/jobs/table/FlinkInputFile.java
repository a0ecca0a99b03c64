package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file to read through Flink's file system. */
final class FlinkInputFile implements InputFile {
  private final String location;
  private final Path path;
  private long length;

  /**
   * @param length the file's length, or -1 to ask for it when it is needed
   */
  FlinkInputFile(String location, long length) {
    this.location = requireNonNull(location, "location is null");
    this.path = new Path(location);
    this.length = length;
  }

  @Override
  public long getLength() {
    if (length < 0) {
      try {
        length = path.getFileSystem().getFileStatus(path).getLen();
      } catch (FileNotFoundException e) {
        throw new NotFoundException(e, "There is no file %s.", location);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot look at %s.".formatted(location), e);
      }
    }

    return length;
  }

  @Override
  public SeekableInputStream newStream() {
    try {
      return new Stream(path.getFileSystem().open(path));
    } catch (FileNotFoundException e) {
      throw new NotFoundException(e, "There is no file %s.", location);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open %s.".formatted(location), e);
    }
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public boolean exists() {
    try {
      return path.getFileSystem().exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at %s.".formatted(location), e);
    }
  }

  @Override
  public String toString() {
    return location;
  }

  private static final class Stream extends SeekableInputStream {
    private final FSDataInputStream in;

    Stream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      return in.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
