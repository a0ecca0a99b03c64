package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.schemas.finding.Severity;

/**
 * Notices as an Adaptive Card in the envelope that Microsoft Teams Workflows takes. All text of a
 * finding is in text runs, in which Adaptive Cards know no markdown.
 */
public final class TeamsCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TeamsCard() {}

  /** The body of a request to a workflow's webhook. */
  public static byte[] bytes(Notice notice) {
    Brief brief = Brief.of(notice);
    ObjectNode tree = JSON.createObjectNode();
    tree.put("type", "message");
    ObjectNode attachment = tree.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    ArrayNode body = card.putArray("body");
    ObjectNode headline = run(body, brief.headline());
    headline.put("size", "Large").put("weight", "Bolder").put("color", color(brief.severity()));

    if (!brief.title().isEmpty()) {
      run(body, brief.title());
    }

    for (Brief.Fact fact : brief.facts()) {
      ArrayNode inlines = block(body);
      text(inlines, fact.name() + "  ").put("weight", "Bolder");
      text(inlines, fact.value());
    }

    run(body, "Next: " + brief.nextStep());
    run(body, brief.footer()).put("isSubtle", true).put("size", "Small");
    brief
        .link()
        .ifPresent(
            link ->
                card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open in the AWS console")
                    .put("url", link));
    return AlertJson.write(tree);
  }

  private static ObjectNode run(ArrayNode body, String content) {
    return text(block(body), content);
  }

  private static ArrayNode block(ArrayNode body) {
    return body.addObject().put("type", "RichTextBlock").putArray("inlines");
  }

  private static ObjectNode text(ArrayNode inlines, String content) {
    return inlines.addObject().put("type", "TextRun").put("text", content);
  }

  private static String color(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "Attention";
      case MEDIUM -> "Warning";
      case LOW -> "Default";
    };
  }
}
