package io.guardlake.setup.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.ResourceMode;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.policy.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our statements for policies that others have statements in as well. A template would replace such
 * a policy whole, so its owner adds these.
 */
final class PolicyFiles {
  private PolicyFiles() {}

  static Map<String, String> of(Blueprint blueprint) {
    Map<String, String> files = new TreeMap<>();

    if (blueprint.config().key() instanceof KeyWish.ExistingKey) {
      statements(blueprint, PolicyKind.KEY)
          .ifPresent(text -> files.put("key-policy-statements.json", text));
    }

    if (blueprint.config().bucket().mode() == ResourceMode.EXISTING) {
      statements(blueprint, PolicyKind.BUCKET)
          .ifPresent(text -> files.put("bucket-policy-statements.json", text));
    }

    return files;
  }

  private static Optional<String> statements(Blueprint blueprint, PolicyKind kind) {
    return blueprint.edit(kind).map(PolicyFiles::statements);
  }

  private static String statements(EditPolicy edit) {
    ArrayNode statements = Template.MAPPER.createArrayNode();

    for (Statement statement : edit.edit().applyTo(edit.before()).statements()) {
      statements.add(Template.json(statement.text()));
    }

    return statements.toPrettyString() + "\n";
  }
}
