package io.guardlake.setup.aws;

import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.message.Call;
import io.guardlake.setup.message.Explanation;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.message.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.guardduty.model.UnprocessedAccount;

/**
 * Does something to members, fifty a call, as GuardDuty wants it. The accounts that an answer says
 * were not processed are tried again, and named if they still are not in the end.
 */
final class MemberBatches {
  private static final int IN_CALL = 50;

  /** A reason that nobody knows may pass, but is not waited for as long as one that will. */
  private static final int TRIES_FOR_UNKNOWN = 4;

  private final String operation;
  private final Asker asker;
  private final Patience patience;

  MemberBatches(String operation, Asker asker, Patience patience) {
    this.operation = operation;
    this.asker = asker;
    this.patience = patience;
  }

  void run(Collection<String> accounts, Function<List<String>, List<UnprocessedAccount>> call) {
    SortedSet<String> left = new TreeSet<>(accounts);
    Map<String, Explanation> reasons = new TreeMap<>();

    for (int tries = 1; ; tries++) {
      reasons.clear();

      for (List<String> batch : Batches.of(left, IN_CALL)) {
        asker
            .ask(operation, batch.size() + " accounts", () -> call.apply(batch))
            .forEach(each -> reasons.put(each.accountId(), explain(each)));
      }

      reasons.values().removeIf(reason -> reason.meaning() == Meaning.DONE_ALREADY);

      if (reasons.isEmpty()) {
        return;
      }

      left = new TreeSet<>(reasons.keySet());
      int made = tries;
      boolean passing = reasons.values().stream().anyMatch(reason -> mayPass(reason, made));

      if (!passing || !patience.waitAfter(tries)) {
        throw failed(reasons);
      }
    }
  }

  private static boolean mayPass(Explanation reason, int tries) {
    return reason.meaning() == Meaning.TRY_AGAIN
        || (reason.meaning() == Meaning.UNKNOWN && tries < TRIES_FOR_UNKNOWN);
  }

  private Explanation explain(UnprocessedAccount account) {
    return Messages.explain(
        new Call(operation, asker.account(), asker.region(), "member " + account.accountId()),
        "",
        String.valueOf(account.result()));
  }

  private RuntimeException failed(Map<String, Explanation> reasons) {
    return Refusals.of(
        Meaning.UNKNOWN,
        "%d accounts were left out in %s (%s); running this again tries them again. %s"
            .formatted(
                reasons.size(),
                asker.region(),
                String.join(", ", reasons.keySet()),
                reasons.values().iterator().next().sentence()));
  }
}
