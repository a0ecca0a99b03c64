package io.guardlake.jobs.replay;

import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.table.TableRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines that quarantine kept whole, as objects: each line where it was, and what is not kept of
 * the object as empty lines. Bytes are read from the table once, when the first object is asked
 * for, and lie in files of this machine.
 */
final class KeptLines implements AutoCloseable {
  /** What begins an object, so that no line of it is taken for gzip or for the mark itself. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Both of these, because a line may end in a carriage return of its own. */
  private static final byte[] LINE_END = {'\r', '\n'};

  private final QuarantineScan scan;
  private final Map<Key, ReplayObject> objects = new HashMap<>();
  private final Map<Key, List<Place>> places = new HashMap<>();
  private Path directory;
  private int files;

  KeptLines(QuarantineScan scan, List<ReplayObject> all) {
    this.scan = scan;
    all.stream()
        .filter(ReplayObject::hasKeptLines)
        .forEach(object -> objects.put(new Key(object.uri(), object.etag()), object));
  }

  private record Key(String uri, String etag) {}

  /** Where the bytes of a line lie in the file of all of them. */
  private record Place(int line, long start, int length) {}

  /**
   * An object made of kept lines.
   *
   * @param exportedBy milliseconds since the epoch
   */
  record Kept(Path file, long size, long exportedBy) {}

  /** The kept lines of an object; empty where there are none. */
  synchronized Optional<Kept> of(String uri, String etag) throws IOException {
    Key key = new Key(uri, etag);
    ReplayObject object = objects.get(key);

    if (object == null) {
      return Optional.empty();
    }

    if (directory == null) {
      directory = Files.createTempDirectory("guardlake-replay-");
      load();
    }

    Path file = directory.resolve("object-" + files++);
    write(places.getOrDefault(key, List.of()), file);
    return Optional.of(new Kept(file, Files.size(file), object.exportedBy().toEpochMilli()));
  }

  private Path allBytes() {
    return directory.resolve("bytes");
  }

  private void load() throws IOException {
    Set<String> ids = new HashSet<>();

    for (ReplayObject object : objects.values()) {
      object.rows().stream()
          .filter(QuarantinedRow::isKept)
          .map(QuarantinedRow::id)
          .forEach(ids::add);
    }

    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(allBytes()))) {
      long[] written = {0};
      scan.readBytes(
          row -> {
            byte[] bytes = (byte[]) row.cell(QuarantineColumn.BYTES);

            if (bytes != null && ids.remove(row.text(QuarantineColumn.QUARANTINE_ID))) {
              out.write(bytes);
              places
                  .computeIfAbsent(key(row), any -> new ArrayList<>())
                  .add(new Place(line(row), written[0], bytes.length));
              written[0] += bytes.length;
            }
          });
    }
  }

  private void write(List<Place> lines, Path file) throws IOException {
    List<Place> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingInt(Place::line));

    try (RandomAccessFile all = new RandomAccessFile(allBytes().toFile(), "r");
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(BYTE_ORDER_MARK);
      int line = 1;

      for (Place place : sorted) {
        for (; line < place.line(); line++) {
          out.write(LINE_END);
        }

        byte[] bytes = new byte[place.length()];
        all.seek(place.start());
        all.readFully(bytes);
        out.write(bytes);
      }

      out.write(LINE_END);
    }
  }

  private static Key key(TableRow row) {
    String etag = row.text(QuarantineColumn.ETAG);
    return new Key(row.text(QuarantineColumn.SOURCE_URI), etag == null ? "" : etag);
  }

  private static int line(TableRow row) {
    return (Integer) row.cell(QuarantineColumn.SOURCE_LINE);
  }

  @Override
  public synchronized void close() throws IOException {
    if (directory == null) {
      return;
    }

    for (int i = 0; i < files; i++) {
      Files.deleteIfExists(directory.resolve("object-" + i));
    }

    Files.deleteIfExists(allBytes());
    Files.deleteIfExists(directory);
  }
}
