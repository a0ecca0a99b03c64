package io.guardlake.setup.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.status.RegionStatus;
import io.guardlake.setup.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All regions on one screen. */
public final class StatusText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StatusText() {}

  public static String of(Status status) {
    String grid =
        Grid.of(
            List.of(
                "region", "health", "every", "newest finding", "newest object", "members", "on"),
            status.regions().stream().map(region -> row(region, status)).toList());
    StringBuilder text = new StringBuilder(grid).append('\n');
    status.regions().stream()
        .filter(region -> region.health().isBroken())
        .forEach(region -> text.append("%n%s: %s".formatted(region.region(), region.sentence())));
    return text.toString().stripTrailing();
  }

  private static List<String> row(RegionStatus region, Status status) {
    String health = region.health().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return List.of(
        region.region(),
        region.health().isBroken() ? health.toUpperCase(Locale.ROOT) : health,
        frequency(region.frequency()),
        ago(region.freshness().finding(), status.at()),
        ago(region.freshness().object(), status.at()),
        status.accounts() == 0 ? "" : region.members() + "/" + status.accounts(),
        String.join(" ", region.features()));
  }

  private static String frequency(String word) {
    return switch (word) {
      case "FIFTEEN_MINUTES" -> "15 min";
      case "ONE_HOUR" -> "1 h";
      case "SIX_HOURS" -> "6 h";
      default -> word;
    };
  }

  private static String ago(Optional<Instant> time, Instant now) {
    if (time.isEmpty()) {
      return "-";
    }

    Duration ago = Duration.between(time.get(), now);

    if (ago.toHours() >= 48) {
      return ago.toDays() + " d ago";
    }

    return ago.toMinutes() >= 120 ? ago.toHours() + " h ago" : ago.toMinutes() + " min ago";
  }

  /** As one document. */
  public static String json(Status status) {
    ObjectNode root =
        MAPPER.createObjectNode().put("formatVersion", "1.0").put("at", status.at().toString());
    root.put("broken", status.isBroken()).put("accounts", status.accounts());
    ArrayNode regions = root.putArray("regions");

    for (RegionStatus region : status.regions()) {
      ObjectNode node = regions.addObject().put("region", region.region());
      node.put("health", region.health().name()).put("frequency", region.frequency());
      region.features().forEach(node.putArray("features")::add);
      node.put("destination", region.destination());
      node.put("failingSince", text(region.failingSince()));
      node.put("newestFinding", text(region.freshness().finding()));
      node.put("newestObject", text(region.freshness().object()));
      node.put("members", region.members()).put("sentence", region.sentence());
    }

    return root.toPrettyString();
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
