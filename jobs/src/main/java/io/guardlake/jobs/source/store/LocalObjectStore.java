package io.guardlake.jobs.source.store;

import static java.util.Comparator.comparing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A synced copy of an export on this machine. A file's identity is its path, size and modified
 * time. Symbolic links below the root are passed over, so that nobody who can write to the copy
 * makes other files readable through it.
 */
public final class LocalObjectStore implements ObjectStore {
  private static final int IDLE_SECONDS = 30;
  private static final int MOST_THREADS = 8;

  private final SourceUri.Directory source;
  private final Path root;
  private final ThreadPoolExecutor threads;

  /**
   * Opens a store.
   *
   * @param parallel how many files {@link #fetch} reads at a time at most; more than a few do not
   *     help
   */
  public LocalObjectStore(SourceUri.Directory source, int parallel) {
    this.source = source;
    this.root = Path.of(source.path());
    this.threads =
        new ThreadPoolExecutor(
            Math.min(parallel, MOST_THREADS),
            Math.min(parallel, MOST_THREADS),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LocalObjectStore::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable runnable) {
    Thread thread = new Thread(runnable, "guardlake-files");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void check() throws StoreException {
    if (!Files.isDirectory(root)) {
      throw new StoreException(
          StoreProblem.NOT_FOUND,
          "There is no directory " + root + "; check the source " + source.text() + ".",
          null);
    }

    if (!Files.isReadable(root)) {
      throw new StoreException(
          StoreProblem.ACCESS_DENIED,
          "The directory " + root + " may not be read; give this user read permission.",
          null);
    }
  }

  @Override
  public ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException {
    List<StoredObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Path directory = root.resolve(prefix);

    if (!isBelowRoot(directory)) {
      return ListingPage.EMPTY;
    }

    try {
      list(directory, prefix, oneLevel, objects, prefixes);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Just like a prefix that no object has.
      return ListingPage.EMPTY;
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      throw new StoreException(
          StoreProblem.REFUSED,
          "The directory " + directory + " could not be listed (" + e.getMessage() + ").",
          e);
    }

    objects.sort(comparing(StoredObject::key));
    Collections.sort(prefixes);
    return new ListingPage(objects, prefixes, null);
  }

  private void list(
      Path directory,
      String prefix,
      boolean oneLevel,
      List<StoredObject> objects,
      List<String> prefixes)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String key = prefix + entry.getFileName();
        BasicFileAttributes attributes;

        try {
          attributes = attributes(entry);
        } catch (NoSuchFileException e) {
          // Gone between the listing and now, as a sync's temporary file is.
          continue;
        }

        if (attributes.isRegularFile()) {
          ClockSkew.ofThisMachine().wroteAt(attributes.lastModifiedTime().toMillis());
          objects.add(
              new StoredObject(
                  key,
                  etag(attributes),
                  attributes.size(),
                  attributes.lastModifiedTime().toMillis()));
        } else if (attributes.isDirectory() && oneLevel) {
          prefixes.add(key + "/");
        } else if (attributes.isDirectory()) {
          list(entry, key + "/", false, objects, prefixes);
        }
      }
    }
  }

  /** Whether no symbolic link lies between the root and a path. */
  private boolean isBelowRoot(Path path) {
    Path step = root;

    for (Path name : root.relativize(path.normalize())) {
      step = step.resolve(name);

      if (Files.isSymbolicLink(step)) {
        return false;
      }
    }

    return path.normalize().startsWith(root);
  }

  @Override
  public InputStream open(StoredObject object) throws StoreException {
    Path path = root.resolve(object.key());

    if (!isBelowRoot(path)) {
      throw new StoreException(
          StoreProblem.ACCESS_DENIED,
          path + " leads out of " + root + " by a symbolic link; copy the file instead.",
          null);
    }

    try {
      requireUnchanged(path, object);
      return new Unchanged(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), path, object);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static void requireUnchanged(Path path, StoredObject object) throws IOException {
    if (!object.etag().isEmpty() && !etag(attributes(path)).equals(object.etag())) {
      throw new StoreException(
          StoreProblem.CHANGED, path + " changed since it was listed, or while it was read.", null);
    }
  }

  private static StoreException failed(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new StoreException(StoreProblem.NOT_FOUND, path + " was listed and is gone.", e);
    }

    if (e instanceof AccessDeniedException) {
      return new StoreException(
          StoreProblem.ACCESS_DENIED,
          path + " may not be read; give this user read permission.",
          e);
    }

    return new StoreException(
        StoreProblem.SERVER_ERROR, path + " could not be read (" + e.getMessage() + ").", e);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String etag(BasicFileAttributes attributes) {
    return attributes.size()
        + "-"
        + Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  @Override
  public CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes) {
    CompletableFuture<FetchedObject> fetched = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            fetched.complete(read(object, mostBytes));
          } catch (Throwable e) {
            // An error of the JVM too: whoever waits would wait for ever.
            fetched.completeExceptionally(e);
          }
        });
    return fetched;
  }

  private FetchedObject read(StoredObject object, int mostBytes) throws StoreException {
    StoredObject now = object.isKnown() ? object : identified(object);

    if (now.size() > mostBytes) {
      return new FetchedObject(now, null);
    }

    try (InputStream body = new ExactLength(open(now), source.uriOf(now.key()), now.size())) {
      byte[] bytes = new byte[Math.toIntExact(now.size())];
      int count = body.readNBytes(bytes, 0, bytes.length);

      // Reads on to the end, where length and change are checked.
      if (count == bytes.length && body.read() >= 0) {
        throw new IllegalStateException("a body of exact length is longer");
      }

      return new FetchedObject(now, bytes);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw failed(root.resolve(now.key()), e);
    }
  }

  /** What a file is now, where that was not known; what was known stays. */
  private StoredObject identified(StoredObject object) throws StoreException {
    Path path = root.resolve(object.key());

    try {
      BasicFileAttributes now = attributes(path);
      String etag = object.etag().isEmpty() ? etag(now) : object.etag();
      return new StoredObject(object.key(), etag, now.size(), now.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Looks again at the end, because a file may be replaced while it is read. */
  private static final class Unchanged extends FilterInputStream {
    private final Path path;
    private final StoredObject object;

    Unchanged(InputStream in, Path path, StoredObject object) {
      super(in);
      this.path = path;
      this.object = object;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);

      if (count < 0) {
        requireUnchanged(path, object);
      }

      return count;
    }
  }
}
