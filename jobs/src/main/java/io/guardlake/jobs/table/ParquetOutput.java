package io.guardlake.jobs.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets parquet-java write to an Iceberg output file, and remembers how far it got. */
final class ParquetOutput implements OutputFile {
  private static final int BUFFER_BYTES = 64 << 10;

  private final org.apache.iceberg.io.OutputFile file;
  private Stream stream;

  ParquetOutput(org.apache.iceberg.io.OutputFile file) {
    this.file = file;
  }

  String location() {
    return file.location();
  }

  /** The bytes written so far. */
  long position() {
    return stream == null ? 0 : stream.position;
  }

  /** Closes the stream if it is open. */
  void abort() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return open(false);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return open(true);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return location();
  }

  private PositionOutputStream open(boolean overwrite) throws IOException {
    try {
      stream = new Stream(overwrite ? file.createOrOverwrite() : file.create());
      return stream;
    } catch (UncheckedIOException e) {
      throw new IOException("Cannot create %s.".formatted(location()), e.getCause());
    }
  }

  /**
   * Gathers small writes: footers and indexes come a field at a time, some 17,000 writes a file, of
   * which each would be a call of the system.
   */
  private static final class Stream extends PositionOutputStream {
    private final BufferedOutputStream out;
    private long position;
    private boolean closed;

    Stream(org.apache.iceberg.io.PositionOutputStream out) {
      this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }

      closed = true;
      out.close();
    }
  }
}
