package io.guardlake.setup.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.ExportFrequency;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.GuardDutyAction;
import io.guardlake.setup.plan.KeyReference;
import io.guardlake.setup.plan.PolicyTarget;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.StorageAction;
import io.guardlake.setup.plan.Undo;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How an action is taken back, in a journal. Of a policy it holds our own statements alone, as they
 * were before: never a document.
 */
final class UndoJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private UndoJson() {}

  static ObjectNode write(Undo undo) {
    ObjectNode node = MAPPER.createObjectNode();

    if (undo instanceof Undo.ByHand hand) {
      return node.put("by", "hand").put("command", hand.command());
    }

    if (undo instanceof Undo.Never never) {
      return node.put("by", "nothing").put("why", never.why());
    }

    SetupAction action = ((Undo.By) undo).action();
    node.put("by", "action").put("kind", action.kind()).put("description", action.describe());

    if (action instanceof EditPolicy edit) {
      PolicyTarget target = edit.target();
      node.put("policy", target.kind().name()).put("resource", target.resource());
      node.put("account", target.account()).put("region", target.region());
      ObjectNode statements = node.putObject("statements");
      edit.edit().statements().forEach(statements::put);
    } else if (action instanceof GuardDutyAction.ChangeFrequency change) {
      node.put("region", change.in()).put("before", change.before());
      node.put("after", change.after().name());
    } else if (action instanceof GuardDutyAction.DeleteDestination delete) {
      destination(node, delete.in(), delete.arn(), delete.key());
    } else if (action instanceof GuardDutyAction.CreateDestination create) {
      destination(node, create.in(), create.arn(), create.key());
    } else if (action instanceof StorageAction.PutLifecycleRule put) {
      rule(node.put("bucket", put.bucket()), put.rule());
    } else if (action instanceof StorageAction.RemoveLifecycleRule remove) {
      rule(node.put("bucket", remove.bucket()), remove.rule());
    } else if (action instanceof StorageAction.PutNotification put) {
      notification(node.put("bucket", put.bucket()), put.notification());
    } else if (action instanceof StorageAction.RemoveNotification remove) {
      notification(node.put("bucket", remove.bucket()), remove.notification());
    } else {
      throw new IllegalStateException(action.kind() + " takes back nothing");
    }

    return node;
  }

  private static void destination(ObjectNode node, String region, String arn, KeyReference key) {
    node.put("region", region).put("arn", arn).put("key", key.text());
    key.toBeMade()
        .ifPresent(
            made ->
                node.put("alias", made.alias())
                    .put("account", made.account())
                    .put("keyRegion", made.region()));
  }

  private static void rule(ObjectNode node, LifecycleRule rule) {
    ObjectNode written = node.putObject("rule").put("id", rule.id());
    written.put("enabled", rule.enabled()).put("prefix", rule.prefix());
    rule.largerThan().ifPresent(bytes -> written.put("largerThan", bytes));
    rule.expireAfterDays().ifPresent(days -> written.put("expireAfterDays", days));
    rule.expireOldVersionsAfterDays()
        .ifPresent(days -> written.put("expireOldVersionsAfterDays", days));
    ObjectNode transitions = written.putObject("transitions");
    rule.transitions().forEach((days, storage) -> transitions.put(days.toString(), storage));
  }

  private static void notification(ObjectNode node, QueueNotification notification) {
    node.putObject("notification")
        .put("id", notification.id())
        .put("queueArn", notification.queueArn())
        .put("prefix", notification.prefix());
  }

  /**
   * The action that takes back.
   *
   * @param policies each policy as it is now, which an edit is described against
   */
  static SetupAction read(JsonNode node, Function<PolicyKind, PolicyDocument> policies) {
    String kind = node.path("kind").asText();
    return switch (kind) {
      case "EditPolicy" -> edit(node, policies);
      case "ChangeFrequency" ->
          new GuardDutyAction.ChangeFrequency(
              node.path("region").asText(),
              node.path("before").asText(),
              ExportFrequency.valueOf(node.path("after").asText()));
      case "DeleteDestination" ->
          new GuardDutyAction.DeleteDestination(
              node.path("region").asText(), node.path("arn").asText(), key(node));
      case "CreateDestination" ->
          new GuardDutyAction.CreateDestination(
              node.path("region").asText(), node.path("arn").asText(), key(node));
      case "PutLifecycleRule" ->
          new StorageAction.PutLifecycleRule(
              node.path("bucket").asText(), rule(node.path("rule")), Optional.empty());
      case "RemoveLifecycleRule" ->
          new StorageAction.RemoveLifecycleRule(
              node.path("bucket").asText(), rule(node.path("rule")));
      case "PutNotification" ->
          new StorageAction.PutNotification(
              node.path("bucket").asText(), notification(node), Optional.empty());
      case "RemoveNotification" ->
          new StorageAction.RemoveNotification(node.path("bucket").asText(), notification(node));
      default ->
          throw new SetupException(
              "The journal has an action '%s', which this version does not know; use the version that wrote it."
                  .formatted(kind));
    };
  }

  private static EditPolicy edit(JsonNode node, Function<PolicyKind, PolicyDocument> policies) {
    PolicyKind kind = PolicyKind.valueOf(node.path("policy").asText());
    Map<String, String> statements = new LinkedHashMap<>();
    node.path("statements")
        .properties()
        .forEach(each -> statements.put(each.getKey(), each.getValue().asText()));
    return new EditPolicy(
        new PolicyTarget(
            kind,
            node.path("resource").asText(),
            node.path("account").asText(),
            node.path("region").asText()),
        new PolicyEdit(statements),
        policies.apply(kind),
        Optional.empty(),
        EditPolicy.Check.NONE);
  }

  private static KeyReference key(JsonNode node) {
    return KeyArn.parse(node.path("key").asText())
        .<KeyReference>map(KeyReference.Known::new)
        .orElseGet(
            () ->
                new KeyReference.ToBeMade(
                    node.path("alias").asText(),
                    node.path("account").asText(),
                    node.path("keyRegion").asText()));
  }

  private static LifecycleRule rule(JsonNode node) {
    SortedMap<Integer, String> transitions = new TreeMap<>();
    node.path("transitions")
        .properties()
        .forEach(each -> transitions.put(Integer.valueOf(each.getKey()), each.getValue().asText()));
    return new LifecycleRule(
        node.path("id").asText(),
        node.path("enabled").asBoolean(),
        node.path("prefix").asText(),
        node.has("largerThan") ? Optional.of(node.path("largerThan").asLong()) : Optional.empty(),
        days(node, "expireAfterDays"),
        days(node, "expireOldVersionsAfterDays"),
        transitions);
  }

  private static Optional<Integer> days(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asInt()) : Optional.empty();
  }

  private static QueueNotification notification(JsonNode node) {
    JsonNode written = node.path("notification");
    return new QueueNotification(
        written.path("id").asText(),
        written.path("queueArn").asText(),
        written.path("prefix").asText());
  }
}
