package io.guardlake.jobs.alert.notice;

import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.jobs.dedup.TableRowSerializer;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How an alert is written, for the serializers of what alerts are in. */
final class AlertSerializer {
  private AlertSerializer() {}

  static void write(Alert alert, DataOutputView target) throws IOException {
    Wire.writeText(alert.rule(), target);
    Wire.writeTexts(alert.sinks(), target);
    Wire.writeTexts(alert.reasons().stream().map(Reason::name).collect(Collectors.toSet()), target);
    TableRowSerializer.INSTANCE.serialize(alert.row(), target);
    Wire.writeText(alert.account().id(), target);
    Wire.writeText(alert.account().name(), target);
    Wire.writeText(alert.account().unitPath(), target);
    Wire.writeTags(alert.account().tags(), target);
    target.writeLong(alert.before().versions());
    target.writeDouble(alert.before().score());
    target.writeLong(alert.before().occurrences());
    target.writeLong(alert.firedAt().toEpochMilli());
  }

  static Alert read(DataInputView source) throws IOException {
    String rule = Wire.readText(source);
    Set<String> sinks = Wire.readTexts(source);
    Set<Reason> reasons =
        Wire.readTexts(source).stream().map(Reason::valueOf).collect(Collectors.toSet());
    TableRow row = TableRowSerializer.INSTANCE.deserialize(source);
    AccountInfo account =
        new AccountInfo(
            Wire.readText(source),
            Wire.readText(source),
            Wire.readText(source),
            Wire.readTags(source));
    Alert.Before before =
        new Alert.Before(source.readLong(), source.readDouble(), source.readLong());
    return new Alert(
        rule, sinks, reasons, row, account, before, Instant.ofEpochMilli(source.readLong()));
  }
}
