package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.HandleOutcome;
import io.guardlake.jobs.source.queue.MessageQueue;
import io.guardlake.jobs.source.queue.QueueDepth;
import io.guardlake.jobs.source.queue.QueueException;
import io.guardlake.jobs.source.queue.QueueMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A queue in memory by a clock of the test's, which fails and repeats as the test wants. */
final class FakeQueue implements MessageQueue {
  private final Map<String, Entry> messages = new LinkedHashMap<>();
  LongSupplier clock = () -> 0;
  QueueException receiveError;
  QueueException deleteError;
  QueueException extendError;
  QueueException depthError;

  /** Handles are good for nothing once their message is visible again, as SQS allows. */
  boolean expiresHandles;

  int receives;
  int extensions;
  int closed;
  private int sent;

  private static final class Entry {
    private final String body;
    private String handle;
    private long visibleAt;
    private int receipts;

    Entry(String body, long visibleAt) {
      this.body = body;
      this.visibleAt = visibleAt;
    }
  }

  String send(String body) {
    String id = "message-" + sent++;
    messages.put(id, new Entry(body, clock.getAsLong()));
    return id;
  }

  /** Makes every message visible, as if its time had run out. */
  void showAgain() {
    messages.values().forEach(entry -> entry.visibleAt = clock.getAsLong());
  }

  List<String> ids() {
    return List.copyOf(messages.keySet());
  }

  int receipts(String id) {
    return messages.get(id).receipts;
  }

  @Override
  public List<QueueMessage> receive(Duration wait, Duration visibility) throws QueueException {
    receives++;
    fail(receiveError);
    List<QueueMessage> received = new ArrayList<>();

    for (Map.Entry<String, Entry> message : messages.entrySet()) {
      Entry entry = message.getValue();

      if (received.size() < BATCH && isVisible(entry)) {
        entry.receipts++;
        entry.handle = message.getKey() + "/" + entry.receipts;
        entry.visibleAt = clock.getAsLong() + visibility.toNanos();
        received.add(new QueueMessage(message.getKey(), entry.handle, entry.body));
      }
    }

    return received;
  }

  private boolean isVisible(Entry entry) {
    return entry.visibleAt - clock.getAsLong() <= 0;
  }

  @Override
  public List<HandleOutcome> delete(List<String> handles) throws QueueException {
    fail(deleteError);
    return handles.stream().map(this::delete).toList();
  }

  private HandleOutcome delete(String handle) {
    String id = handle.substring(0, handle.indexOf('/'));
    Entry entry = messages.get(id);

    if (entry != null && (!entry.handle.equals(handle) || (expiresHandles && isVisible(entry)))) {
      return HandleOutcome.EXPIRED;
    }

    messages.remove(id);
    return HandleOutcome.DONE;
  }

  @Override
  public List<HandleOutcome> extend(List<String> handles, Duration visibility)
      throws QueueException {
    extensions++;
    fail(extendError);
    return handles.stream().map(handle -> extend(handle, visibility)).toList();
  }

  private HandleOutcome extend(String handle, Duration visibility) {
    Entry entry = messages.get(handle.substring(0, handle.indexOf('/')));

    if (entry == null || !entry.handle.equals(handle) || isVisible(entry)) {
      return HandleOutcome.EXPIRED;
    }

    entry.visibleAt = clock.getAsLong() + visibility.toNanos();
    return HandleOutcome.DONE;
  }

  @Override
  public QueueDepth depth() throws QueueException {
    fail(depthError);
    long visible = messages.values().stream().filter(this::isVisible).count();
    return new QueueDepth(visible, messages.size() - visible);
  }

  private static void fail(QueueException error) throws QueueException {
    if (error != null) {
      throw error;
    }
  }

  @Override
  public void close() {
    closed++;
  }
}
