package io.guardlake.setup.aws;

import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.plan.PolicyTarget;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Edits policies. Neither KMS nor S3 lets one put a policy only if it is still the one that was
 * read, so it is read right before, backed up, put, and read again until it is seen.
 */
final class PolicyEditor {
  private final Patience patience;
  private final Backups backups;
  private final RejectedPrincipals rejected;

  PolicyEditor(Patience patience, Backups backups, RejectedPrincipals rejected) {
    this.patience = patience;
    this.backups = backups;
    this.rejected = rejected;
  }

  /** A policy where it is kept. */
  interface Store {
    /** Blank: there is none. */
    String read();

    /** Blank: there is to be none. */
    void write(String policy);
  }

  /**
   * Edits a policy as it is now.
   *
   * @param fingerprint what it must still be, unless the edit is in it already
   */
  void edit(PolicyTarget target, Store store, PolicyEdit edit, Optional<String> fingerprint) {
    PolicyDocument before = PolicyDocument.parse(target.label(), store.read());

    if (holds(edit, before)) {
      return;
    }

    if (fingerprint.filter(each -> !each.equals(before.fingerprint())).isPresent()) {
      throw Refusals.of(
          Meaning.WRONG_WISH,
          "Nothing was done to %s, because someone changed it since this was planned; plan again."
              .formatted(target.label()));
    }

    backups.keep(target, before.text());
    rejected.put(
        edit.statements().values(), out -> store.write(without(edit, out).applyTo(before).text()));
    awaitSeen(target, store, without(edit, rejected.regions()));
  }

  private void awaitSeen(PolicyTarget target, Store store, PolicyEdit edit) {
    for (int tries = 1; ; tries++) {
      if (holds(edit, PolicyDocument.parse(target.label(), store.read()))) {
        return;
      }

      if (!patience.waitAfter(tries)) {
        throw Refusals.of(
            Meaning.TRY_AGAIN,
            "Our statements were put into %s and are not to be seen there; someone else may be changing it."
                .formatted(target.label()));
      }
    }
  }

  private static PolicyEdit without(PolicyEdit edit, Set<String> regions) {
    Map<String, String> statements = new LinkedHashMap<>();
    edit.statements()
        .forEach((sid, text) -> statements.put(sid, RejectedPrincipals.without(text, regions)));
    return new PolicyEdit(statements);
  }

  private static boolean holds(PolicyEdit edit, PolicyDocument policy) {
    return edit.statements().entrySet().stream()
        .allMatch(
            each -> {
              List<Statement> present = policy.withSid(each.getKey());
              return each.getValue().isEmpty()
                  ? present.isEmpty()
                  : present.size() == 1
                      && PolicyEdit.sameMeaning(present.get(0), new Statement(each.getValue()));
            });
  }
}
