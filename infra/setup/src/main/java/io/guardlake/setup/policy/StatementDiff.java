package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * How one statement changes.
 *
 * @param lines each begins with {@code +}, {@code -} or a space, and then one more space
 */
public record StatementDiff(Kind kind, String sid, List<String> lines) {
  /** What happens to the statement as a whole. */
  public enum Kind {
    ADDED,
    REPLACED,
    REMOVED
  }

  public StatementDiff {
    requireNonNull(kind, "kind is null");
    requireNonNull(sid, "sid is null");
    lines = List.copyOf(lines);
  }

  static StatementDiff of(String sid, String before, String after) {
    Kind kind = before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.REPLACED;
    return new StatementDiff(kind, sid, lines(before.lines().toList(), after.lines().toList()));
  }

  /** The shortest way from one list of lines to another, by their longest common subsequence. */
  private static List<String> lines(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];

    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }

    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;

    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add("  " + before.get(i));
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i));
        i++;
      } else {
        lines.add("+ " + after.get(j));
        j++;
      }
    }

    return lines;
  }
}
