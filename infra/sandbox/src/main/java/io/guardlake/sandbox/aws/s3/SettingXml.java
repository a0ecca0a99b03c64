package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Checks a setting that is to be put, and gives its rules the ids that they lack. */
final class SettingXml {
  private static final int MOST_RULES = 1000;
  private static final int LONGEST_ID = 255;

  private SettingXml() {}

  static String checked(Setting setting, byte[] body) {
    Element root = Xml.parse(body);

    if (!root.getTagName().equals(setting.root())) {
      throw S3Errors.malformedXml();
    }

    switch (setting) {
      case LIFECYCLE -> identify(root, Xml.children(root, "Rule"), "ID");
      case NOTIFICATION -> identify(root, elements(root), "Id");
      case ENCRYPTION ->
          requireText(root, "SSEAlgorithm", Set.of("AES256", "aws:kms", "aws:kms:dsse"));
      case OWNERSHIP_CONTROLS ->
          requireText(
              root,
              "ObjectOwnership",
              Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"));
      case VERSIONING -> requireText(root, "Status", Set.of("Enabled", "Suspended"));
      case PUBLIC_ACCESS_BLOCK, TAGGING -> {
        // Any values of theirs will do.
      }
    }

    return Xml.write(root);
  }

  private static void requireText(Element root, String name, Set<String> allowed) {
    if (!Xml.text(root, name).map(allowed::contains).orElse(false)) {
      throw S3Errors.malformedXml();
    }
  }

  private static void identify(Element root, List<Element> rules, String idName) {
    if (rules.size() > MOST_RULES) {
      throw S3Errors.malformedXml();
    }

    Set<String> ids = new HashSet<>();

    for (Element rule : rules) {
      if (Xml.children(rule, idName).isEmpty()) {
        Element id = root.getOwnerDocument().createElement(idName);
        id.setTextContent(UUID.randomUUID().toString());
        rule.insertBefore(id, rule.getFirstChild());
      }

      String id = Xml.text(rule, idName).orElseThrow();

      if (id.length() > LONGEST_ID) {
        throw new AwsError(
            400, "InvalidArgument", "ID length should not exceed allowed limit of 255");
      }

      if (!ids.add(id)) {
        throw new AwsError(
            400, "InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule");
      }
    }
  }

  private static List<Element> elements(Element root) {
    NodeList nodes = root.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(element -> element.getTagName().endsWith("Configuration"))
        .filter(element -> !element.getTagName().startsWith("EventBridge"))
        .toList();
  }
}
