package io.guardlake.jobs.source;

import io.guardlake.jobs.source.SortedMessage.Told;
import io.guardlake.jobs.source.queue.CreatedObject;
import io.guardlake.jobs.source.queue.QueueMessage;
import io.guardlake.jobs.source.queue.S3Notification;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what of a message is an object of our sources, before anyone asks S3 for it. */
final class MessageSorter {
  private static final int MAX_QUOTED = 200;

  private final List<SourceUri> sources;

  MessageSorter(List<SourceUri> sources) {
    this.sources = sources;
  }

  SortedMessage sort(QueueMessage message) {
    S3Notification notification = S3Notification.parse(message.body());

    if (notification instanceof S3Notification.Unreadable unreadable) {
      return new SortedMessage(
          message, List.of(), List.of(NotOurs.UNREADABLE), "The message " + unreadable.why());
    }

    if (notification instanceof S3Notification.Events events) {
      return sort(message, events);
    }

    return new SortedMessage(message, List.of(), List.of(NotOurs.TEST_EVENT), null);
  }

  private SortedMessage sort(QueueMessage message, S3Notification.Events events) {
    List<Told> objects = new ArrayList<>();
    List<NotOurs> notOurs = new ArrayList<>();
    String detail = null;

    for (int i = 0; i < events.others(); i++) {
      notOurs.add(NotOurs.OTHER_EVENT);
    }

    for (CreatedObject created : events.created()) {
      Optional<SourceUri> source = sourceOf(created);

      if (source.isEmpty()) {
        notOurs.add(isOurBucket(created) ? NotOurs.OTHER_PREFIX : NotOurs.OTHER_BUCKET);
        detail = "It names " + quoted("s3://" + created.bucket() + "/" + created.key());
        continue;
      }

      String uri = "s3://" + created.bucket() + "/" + created.key();
      String key = source.get().keyOf(uri);
      Optional<ExportLayout.Key> parsed = ExportLayout.parse(key);

      if (parsed.isPresent()) {
        int day = Math.toIntExact(parsed.get().day().toEpochDay());
        objects.add(
            new Told(
                day,
                new ExportObject(uri, created.etag(), StoredObject.UNKNOWN, StoredObject.UNKNOWN)));
      } else {
        notOurs.add(
            ExportLayout.isMarker(key, created.size()) ? NotOurs.MARKER : NotOurs.FOREIGN_KEY);
      }
    }

    return new SortedMessage(message, objects, notOurs, detail);
  }

  private Optional<SourceUri> sourceOf(CreatedObject created) {
    String uri = "s3://" + created.bucket() + "/" + created.key();
    return sources.stream()
        .filter(source -> isBucket(source, created) && source.contains(uri))
        .findFirst();
  }

  private boolean isOurBucket(CreatedObject created) {
    return sources.stream().anyMatch(source -> isBucket(source, created));
  }

  /** By the name alone: a name with a slash in it must not pass for a bucket and its prefix. */
  private static boolean isBucket(SourceUri source, CreatedObject created) {
    return source instanceof SourceUri.Bucket bucket && bucket.name().equals(created.bucket());
  }

  private static String quoted(String text) {
    String cut = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
