package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.Severity;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Notices as JSON of our own format, whose schema is {@code alert-1.schema.json}. What is too large
 * is cut; {@code source_uri}, {@code source_line} and {@code timeline_sql} lead to the whole.
 */
public final class AlertJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The columns that are in a payload as they are, under their own names. */
  private static final List<FindingColumn> COLUMNS =
      List.of(
          FindingColumn.ACCOUNT_ID,
          FindingColumn.REGION,
          FindingColumn.AWS_PARTITION,
          FindingColumn.FINDING_ID,
          FindingColumn.ARN,
          FindingColumn.FINDING_TYPE,
          FindingColumn.TITLE,
          FindingColumn.DESCRIPTION,
          FindingColumn.SEVERITY,
          FindingColumn.SEVERITY_SCORE,
          FindingColumn.IS_SAMPLE,
          FindingColumn.CREATED_AT,
          FindingColumn.UPDATED_AT,
          FindingColumn.FIRST_SEEN_AT,
          FindingColumn.LAST_SEEN_AT,
          FindingColumn.OCCURRENCES,
          FindingColumn.RESOURCE_TYPE,
          FindingColumn.RESOURCE_IDS,
          FindingColumn.RESOURCE_TAGS,
          FindingColumn.PRINCIPAL_IDS,
          FindingColumn.USER_NAME,
          FindingColumn.API_NAME,
          FindingColumn.ALL_IPS,
          FindingColumn.ALL_DOMAINS,
          FindingColumn.ALL_HASHES,
          FindingColumn.REMOTE_COUNTRY_NAME,
          FindingColumn.REMOTE_AS_ORG,
          FindingColumn.THREAT_NAMES,
          FindingColumn.THREAT_LISTS,
          FindingColumn.ATTACK_TACTICS,
          FindingColumn.ATTACK_TECHNIQUES,
          FindingColumn.SOURCE_URI,
          FindingColumn.SOURCE_LINE,
          FindingColumn.EXPORTED_AT);

  private AlertJson() {}

  /** The notice in at most so many bytes of UTF-8. */
  public static byte[] bytes(Notice notice, int limit) {
    for (Cut cut : Cut.STEPS) {
      byte[] bytes = write(tree(notice, cut));

      if (bytes.length <= limit) {
        return bytes;
      }
    }

    throw new IllegalArgumentException("no notice fits into %d bytes".formatted(limit));
  }

  static ObjectNode tree(Notice notice, Cut cut) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("format", "guardlake.alert");
    tree.put("version", 1);

    if (notice instanceof Alert alert) {
      alert(tree, alert, cut);
    } else if (notice instanceof Digest digest) {
      digest(tree, digest, cut);
    }

    return tree;
  }

  static byte[] write(ObjectNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of ours is not JSON", e);
    }
  }

  private static void alert(ObjectNode tree, Alert alert, Cut cut) {
    TableRow row = alert.row();
    tree.put("kind", "finding");
    tree.put("alert_id", alert.id());
    tree.put("incident_key", alert.incidentKey());
    tree.put("rule", alert.rule());
    ArrayNode reasons = tree.putArray("reasons");
    new TreeSet<>(alert.reasons()).forEach(reason -> reasons.add(reason.name()));
    tree.put("fired_at", alert.firedAt().toString());
    ObjectNode account = tree.putObject("account");
    account.put("id", cut.text(alert.account().id()));
    putText(account, "name", alert.account().name(), cut);
    putText(account, "unit_path", alert.account().unitPath(), cut);
    ObjectNode finding = tree.putObject("finding");

    for (FindingColumn column : COLUMNS) {
      put(finding, column, row.cell(column), cut);
    }

    changes(tree, alert);
    ConsoleLink.of(row).ifPresent(link -> tree.put("console_url", link));
    tree.put("timeline_sql", TimelineQuery.of(row));
  }

  private static void changes(ObjectNode tree, Alert alert) {
    Alert.Before before = alert.before();
    tree.put("versions_before", before.versions());

    if (before.versions() == 0) {
      return;
    }

    double score = (Double) alert.row().cell(FindingColumn.SEVERITY_SCORE);
    ObjectNode previous = tree.putObject("previous");
    previous.put("severity", Severity.ofScore(before.score()).name());
    previous.put("severity_score", before.score());
    previous.put("occurrences", before.occurrences());
    ArrayNode changed = tree.putArray("changed");

    if (score != before.score()) {
      changed.add("severity_score");
    }

    Object occurrences = alert.row().cell(FindingColumn.OCCURRENCES);

    if (occurrences != null && (Long) occurrences != before.occurrences()) {
      changed.add("occurrences");
    }
  }

  private static void digest(ObjectNode tree, Digest digest, Cut cut) {
    tree.put("kind", "digest");
    tree.put("alert_id", digest.id());
    tree.put("incident_key", digest.incidentKey());
    tree.put("rule", digest.rule());
    tree.put("since", digest.since().toString());
    tree.put("until", digest.until().toString());
    tree.put("count", digest.count());
    tree.put("old", digest.old());
    tree.put("limited", digest.limited());
    counts(tree.putObject("by_severity"), digest.bySeverity(), cut);
    counts(tree.putObject("by_type"), digest.byType(), cut);
    counts(tree.putObject("by_account"), digest.byAccount(), cut);
    ArrayNode worst = tree.putArray("worst");

    for (Digest.Line line : digest.worst()) {
      ObjectNode node = worst.addObject();
      node.put("alert_id", line.alertId());
      node.put("account_id", cut.text(line.accountId()));
      node.put("region", cut.text(line.region()));
      node.put("finding_id", cut.text(line.findingId()));
      node.put("finding_type", cut.text(line.type()));
      node.put("severity_score", line.score());
      node.put("updated_at", line.updatedAt().toString());
    }
  }

  private static void counts(ObjectNode node, Map<String, Long> counts, Cut cut) {
    new TreeMap<>(counts).forEach((name, count) -> node.put(cut.text(name), count));
  }

  private static void put(ObjectNode node, FindingColumn column, Object cell, Cut cut) {
    String name = column.sqlName();

    if (cell == null) {
      return;
    }

    switch (column.type()) {
      case STRING -> node.put(name, cut.text((String) cell));
      case TIMESTAMP -> node.put(name, moment((Long) cell).toString());
      case BIGINT -> node.put(name, (Long) cell);
      case INT -> node.put(name, (Integer) cell);
      case DOUBLE -> node.put(name, (Double) cell);
      case BOOLEAN -> node.put(name, (Boolean) cell);
      case STRING_LIST -> {
        List<?> list = (List<?>) cell;
        ArrayNode array = node.putArray(name);
        list.stream().limit(cut.list()).forEach(each -> array.add(cut.text((String) each)));

        if (list.size() > cut.list()) {
          node.put(name + "_count", list.size());
        }
      }
      case STRING_MAP -> {
        Map<?, ?> map = (Map<?, ?>) cell;
        ObjectNode object = node.putObject(name);
        map.entrySet().stream()
            .limit(cut.list())
            .forEach(
                entry ->
                    object.put(
                        cut.text((String) entry.getKey()), cut.text((String) entry.getValue())));
      }
      case UTF8, BINARY -> throw new IllegalArgumentException(name + " is not for payloads");
    }
  }

  private static void putText(ObjectNode node, String name, String text, Cut cut) {
    if (text != null) {
      node.put(name, cut.text(text));
    }
  }

  static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
