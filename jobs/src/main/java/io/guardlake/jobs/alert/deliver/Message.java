package io.guardlake.jobs.alert.deliver;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A notice as a sink is sent it. Whoever makes one gives its body away.
 *
 * @param id of the notice
 * @param incidentKey of the notice
 * @param attributes what goes beside the body where the sink has a place for it; names are letters
 *     and digits, values are printable ASCII
 * @param body at most as large as the sink takes
 * @param firedAt milliseconds since the epoch
 * @param landedAt when the object with the finding was written, milliseconds since the epoch; 0 for
 *     what is not of one object
 */
@SuppressWarnings("ArrayRecordComponent") // equal by the id alone, and a copy would cost
public record Message(
    String id,
    String incidentKey,
    String rule,
    Map<String, String> attributes,
    byte[] body,
    long firedAt,
    long landedAt) {
  public Message {
    requireNonNull(id, "id is null");
    requireNonNull(incidentKey, "incidentKey is null");
    requireNonNull(rule, "rule is null");
    attributes = Map.copyOf(attributes);
    requireNonNull(body, "body is null");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message message && message.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
