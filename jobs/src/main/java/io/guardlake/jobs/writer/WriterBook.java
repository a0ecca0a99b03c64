package io.guardlake.jobs.writer;

import io.guardlake.jobs.table.Admission;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The writers of an output, as the properties of its table {@code writers} list them. Never
 * changed: each change gives the properties as they are to be.
 */
record WriterBook(Map<String, String> properties) {
  /** The table that has no rows, and these properties. */
  static final String TABLE = "writers";

  /** The first export day of the last ingest that began from no state. */
  static final String FENCE = "guardlake.ingest.fence";

  WriterBook {
    properties = Map.copyOf(properties);
  }

  /** All writers, the longest admitted first. */
  List<WriterEntry> entries() {
    List<WriterEntry> entries = new ArrayList<>();
    properties.forEach(
        (key, value) -> {
          if (Admission.isKey(key)) {
            WriterEntry.parse(Admission.run(key), value).ifPresent(entries::add);
          }
        });
    entries.sort(Comparator.comparingLong(WriterEntry::token));
    return entries;
  }

  Optional<WriterEntry> entry(String run) {
    return entries().stream().filter(entry -> entry.run().equals(run)).findFirst();
  }

  /** A token that no writer had. */
  long nextToken() {
    long greatest = entries().stream().mapToLong(WriterEntry::token).max().orElse(0);
    return Math.max(greatest, Admission.token(properties)) + 1;
  }

  WriterBook with(WriterEntry entry) {
    Map<String, String> next = new HashMap<>(properties);
    next.put(Admission.key(entry.run()), entry.text());
    next.put(Admission.TOKEN, String.valueOf(Math.max(entry.token(), Admission.token(properties))));

    if (entry.kind() == WriterKind.INGEST) {
      next.put(FENCE, LocalDate.ofEpochDay(entry.days().from()).toString());
    }

    return new WriterBook(next);
  }

  WriterBook without(String run) {
    Map<String, String> next = new HashMap<>(properties);
    next.remove(Admission.key(run));
    return new WriterBook(next);
  }
}
