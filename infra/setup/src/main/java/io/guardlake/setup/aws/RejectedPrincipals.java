package io.guardlake.setup.aws;

import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Meaning;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which GuardDuty of a young region AWS does not know yet. KMS and S3 refuse a policy as
 * a whole and do not say which principal it is for, so the policy is put without any of them, and
 * then with one more at a time. What stays is the policy with all that are known.
 */
final class RejectedPrincipals {
  private static final Pattern REGIONAL =
      Pattern.compile(",\\s*\"guardduty\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com\"");

  private final Set<String> regions = new ConcurrentSkipListSet<>();

  Set<String> regions() {
    return Set.copyOf(regions);
  }

  boolean contains(String region) {
    return regions.contains(region);
  }

  /**
   * Puts a policy, without those of its regional principals that turn out not to be known.
   *
   * @param ours the texts of our statements in it
   * @param putWithout puts the policy without the principals of these regions in our statements
   */
  void put(Collection<String> ours, Consumer<Set<String>> putWithout) {
    try {
      putWithout.accept(regions());
    } catch (RefusedException e) {
      SortedSet<String> suspects = regionsIn(ours);
      suspects.removeAll(regions);

      if (e.meaning() != Meaning.NOT_AVAILABLE || suspects.isEmpty()) {
        throw e;
      }

      SortedSet<String> out = new TreeSet<>(suspects);
      out.addAll(regions);
      putWithout.accept(out);
      suspects.forEach(suspect -> tryOne(suspect, out, putWithout));
    }
  }

  private void tryOne(String suspect, SortedSet<String> out, Consumer<Set<String>> putWithout) {
    out.remove(suspect);

    try {
      putWithout.accept(out);
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.NOT_AVAILABLE) {
        throw e;
      }

      regions.add(suspect);
      out.add(suspect);
    }
  }

  private static SortedSet<String> regionsIn(Collection<String> statements) {
    SortedSet<String> found = new TreeSet<>();

    for (String statement : statements) {
      Matcher matcher = REGIONAL.matcher(statement);

      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }

    return found;
  }

  /** A statement of ours, or several, without these regions' principals. */
  static String without(String statement, Set<String> regions) {
    return REGIONAL
        .matcher(statement)
        .replaceAll(
            match ->
                regions.contains(match.group(1)) ? "" : Matcher.quoteReplacement(match.group()));
  }
}
