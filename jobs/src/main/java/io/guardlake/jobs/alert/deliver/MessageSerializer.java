package io.guardlake.jobs.alert.deliver;

import io.guardlake.jobs.dedup.FixedFormatSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a message field by field. */
public final class MessageSerializer extends FixedFormatSerializer<Message> {
  public static final MessageSerializer INSTANCE = new MessageSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public Message createInstance() {
    return new Message("", "", "", Map.of(), new byte[0], 0, 0);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Message message, DataOutputView target) throws IOException {
    target.writeUTF(message.id());
    target.writeUTF(message.incidentKey());
    target.writeUTF(message.rule());
    target.writeShort(message.attributes().size());

    for (Map.Entry<String, String> attribute : new TreeMap<>(message.attributes()).entrySet()) {
      target.writeUTF(attribute.getKey());
      target.writeUTF(attribute.getValue());
    }

    target.writeInt(message.body().length);
    target.write(message.body());
    target.writeLong(message.firedAt());
    target.writeLong(message.landedAt());
  }

  @Override
  public Message deserialize(DataInputView source) throws IOException {
    String id = source.readUTF();
    String incidentKey = source.readUTF();
    String rule = source.readUTF();
    int size = source.readUnsignedShort();
    Map<String, String> attributes = new TreeMap<>();

    for (int i = 0; i < size; i++) {
      attributes.put(source.readUTF(), source.readUTF());
    }

    byte[] body = new byte[source.readInt()];
    source.readFully(body);
    return new Message(
        id, incidentKey, rule, attributes, body, source.readLong(), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Message> snapshotConfiguration() {
    return new MessageSnapshot();
  }

  /** Flink makes it by its class name when it restores. */
  public static final class MessageSnapshot extends Snapshot<Message> {
    public MessageSnapshot() {
      super(() -> INSTANCE);
    }
  }
}
