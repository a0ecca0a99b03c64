package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Objects in memory as Flink sees those of S3: a directory is listed by requests with a delimiter,
 * page by page. Everything but listing is refused.
 */
final class CountingFileSystem extends FileSystem {
  private static final URI ROOT = URI.create("s3://bucket/");

  private final MemoryStore store;
  private long others;

  private record Status(Path path, long length, boolean directory) implements FileStatus {
    @Override
    public long getLen() {
      return length;
    }

    @Override
    public long getBlockSize() {
      return length;
    }

    @Override
    public short getReplication() {
      return 1;
    }

    @Override
    public long getModificationTime() {
      return 0;
    }

    @Override
    public long getAccessTime() {
      return 0;
    }

    @Override
    public boolean isDir() {
      return directory;
    }

    @Override
    public Path getPath() {
      return path;
    }
  }

  CountingFileSystem(MemoryStore store) {
    this.store = store;
  }

  /** Requests so far, of every kind. */
  long requests() {
    return store.listings.get() + others;
  }

  @Override
  public FileStatus getFileStatus(Path path) {
    others++;
    return new Status(path, 0, true);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    String prefix = path.toUri().getPath().substring(1);
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    List<FileStatus> found = new ArrayList<>();
    String from = null;

    do {
      ListingPage page = store.list(prefix, true, from);

      for (StoredObject object : page.objects()) {
        found.add(new Status(path(object.key()), object.size(), false));
      }

      for (String directory : page.prefixes()) {
        found.add(new Status(path(directory), 0, true));
      }

      from = page.next();
    } while (from != null);

    return found.toArray(FileStatus[]::new);
  }

  private static Path path(String key) {
    return new Path(ROOT + key);
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
    return new BlockLocation[0];
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  @Override
  public Path getHomeDirectory() {
    return new Path(ROOT);
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public boolean isDistributedFS() {
    return true;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataInputStream open(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }
}
