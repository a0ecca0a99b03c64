package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ExactLength;
import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoredObject;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects in memory, with a page size and failures as a test wants them. */
final class MemoryStore implements ObjectStore {
  private final TreeMap<String, byte[]> bodies = new TreeMap<>();
  private final TreeMap<String, String> etags = new TreeMap<>();
  final AtomicInteger listings = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  final Map<String, List<InputStream>> scripted = new TreeMap<>();

  /** Answers that a test gives itself, when it wants. */
  final Map<String, CompletableFuture<FetchedObject>> answers = new TreeMap<>();

  int pageSize = 1000;
  volatile StoreException listingError;
  volatile StoreException openError;
  private final List<String> listed = new ArrayList<>();
  private final Map<String, StoreException> failing = new TreeMap<>();
  private final TreeSet<String> silent = new TreeSet<>();

  synchronized void put(String key, String etag, byte[] body) {
    bodies.put(key, body);
    etags.put(key, etag);
  }

  synchronized void put(String key) {
    put(key, "e", new byte[] {1});
  }

  static StoreException error(StoreException.Scope scope, QuarantineReason reason, String message) {
    StoreProblem problem =
        Arrays.stream(StoreProblem.values())
            .filter(p -> p.scope() == scope && p.reason() == reason)
            .findFirst()
            .orElseThrow();
    return new StoreException(problem, message, null);
  }

  @Override
  public void check() throws StoreException {
    list("", true, null);
  }

  @Override
  public synchronized ListingPage list(String prefix, boolean oneLevel, String from)
      throws StoreException {
    if (silent.stream().anyMatch(prefix::startsWith)) {
      throw new VirtualBackground.NoAnswerYet();
    }

    listings.incrementAndGet();
    listed.add(prefix);

    for (Map.Entry<String, StoreException> place : failing.entrySet()) {
      if (prefix.startsWith(place.getKey())) {
        throw place.getValue();
      }
    }

    if (listingError != null) {
      throw listingError;
    }

    List<StoredObject> objects = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();

    String key = from == null ? bodies.ceilingKey(prefix) : bodies.higherKey(from);

    while (key != null && key.startsWith(prefix)) {
      int slash = key.indexOf('/', prefix.length());

      if (oneLevel && slash >= 0) {
        prefixes.add(key.substring(0, slash + 1));
        // The character after a slash: everything deeper is passed over, as S3 does.
        key = bodies.ceilingKey(key.substring(0, slash) + '0');
        continue;
      }

      if (objects.size() == pageSize) {
        return new ListingPage(objects, List.copyOf(prefixes), objects.get(pageSize - 1).key());
      }

      objects.add(stored(key));
      key = bodies.higherKey(key);
    }

    return new ListingPage(objects, List.copyOf(prefixes), null);
  }

  /** Listings of what starts with a prefix fail. */
  synchronized void failBelow(String prefix, StoreException error) {
    failing.put(prefix, error);
  }

  /** They fail no more. */
  synchronized void mendBelow(String prefix) {
    failing.remove(prefix);
  }

  /** Listings of what starts with a prefix get no answer. */
  synchronized void silenceBelow(String prefix) {
    silent.add(prefix);
  }

  /** They get their answers now. */
  synchronized void answerBelow(String prefix) {
    silent.remove(prefix);
  }

  synchronized int listingsBelow(String prefix) {
    return Math.toIntExact(listed.stream().filter(one -> one.startsWith(prefix)).count());
  }

  synchronized StoredObject stored(String key) {
    return new StoredObject(key, etags.get(key), bodies.get(key).length, 0);
  }

  @Override
  public synchronized InputStream open(StoredObject object) throws StoreException {
    opened.incrementAndGet();

    if (openError != null) {
      throw openError;
    }

    if (!object.etag().isEmpty() && !object.etag().equals(etags.get(object.key()))) {
      throw new StoreException(StoreProblem.CHANGED, object.key() + " was replaced.", null);
    }

    List<InputStream> script = scripted.getOrDefault(object.key(), List.of());
    return script.isEmpty() ? new ByteArrayInputStream(bodies.get(object.key())) : script.remove(0);
  }

  @Override
  public CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes) {
    CompletableFuture<FetchedObject> held = held(object.key());

    if (held != null) {
      return held;
    }

    StoredObject now = object.isKnown() ? object : stored(object.key());

    try (InputStream body = new ExactLength(open(object), object.key(), now.size())) {
      if (now.size() > mostBytes) {
        return CompletableFuture.completedFuture(new FetchedObject(now, null));
      }

      return CompletableFuture.completedFuture(new FetchedObject(now, body.readAllBytes()));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized CompletableFuture<FetchedObject> held(String key) {
    return answers.get(key);
  }

  @Override
  public void close() {}

  /** Gives some bytes and then breaks. */
  static InputStream breaking(byte[] bytes, int after, IOException error) {
    return new InputStream() {
      private int at;

      @Override
      public int read() throws IOException {
        if (at == after) {
          throw error;
        }

        return bytes[at++] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (at == after) {
          throw error;
        }

        int count = Math.min(length, after - at);
        System.arraycopy(bytes, at, into, from, count);
        at += count;
        return count;
      }
    };
  }
}
