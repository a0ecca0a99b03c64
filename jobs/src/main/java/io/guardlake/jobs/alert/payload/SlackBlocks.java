package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.jobs.alert.notice.Notice;

/**
 * Notices as Slack's Block Kit. All text of a finding is in {@code plain_text} objects, in which
 * Slack knows neither formatting nor mentions nor links; where a text must be {@code mrkdwn}, the
 * three characters that Slack's documentation names ("Formatting text for app surfaces") are
 * escaped.
 *
 * <p>The limits are those of "Reference: blocks": 150 characters of a header, 3,000 of a section's
 * text, 2,000 of a field, 10 fields.
 */
public final class SlackBlocks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Cut HEADER = new Cut(150, 0);
  private static final Cut SECTION = new Cut(3_000, 0);
  private static final Cut FIELD = new Cut(2_000, 0);

  private SlackBlocks() {}

  /** The body of a request to an incoming webhook. */
  public static byte[] bytes(Notice notice) {
    Brief brief = Brief.of(notice);
    ObjectNode tree = JSON.createObjectNode();
    tree.put("text", escaped(brief.headline()));
    tree.put("unfurl_links", false);
    tree.put("unfurl_media", false);
    ArrayNode blocks = tree.putArray("blocks");
    ObjectNode header = blocks.addObject();
    header.put("type", "header");
    plain(header.putObject("text"), HEADER.text(brief.headline()));
    section(blocks, brief.title());
    ArrayNode fields = null;

    for (Brief.Fact fact : brief.facts()) {
      if (fields == null) {
        ObjectNode section = blocks.addObject();
        section.put("type", "section");
        fields = section.putArray("fields");
      }

      plain(fields.addObject(), FIELD.text(fact.name() + ": " + fact.value()));
    }

    section(blocks, "Next: " + brief.nextStep());
    brief
        .link()
        .ifPresent(link -> markdown(blocks, "<%s|Open in the AWS console>".formatted(link)));
    ObjectNode context = blocks.addObject();
    context.put("type", "context");
    plain(context.putArray("elements").addObject(), FIELD.text(brief.footer()));
    return AlertJson.write(tree);
  }

  private static void section(ArrayNode blocks, String text) {
    if (!text.isEmpty()) {
      ObjectNode section = blocks.addObject();
      section.put("type", "section");
      plain(section.putObject("text"), SECTION.text(text));
    }
  }

  /** For texts of our own alone. */
  private static void markdown(ArrayNode blocks, String text) {
    ObjectNode section = blocks.addObject();
    section.put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", text);
  }

  private static void plain(ObjectNode text, String content) {
    text.put("type", "plain_text");
    text.put("text", content);
    text.put("emoji", false);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
