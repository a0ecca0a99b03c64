package io.guardlake.sandbox.aws.http;

import io.guardlake.sandbox.aws.world.Knobs;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next what asks for the page after it
 */
public record Page<T>(List<T> items, Optional<String> next) {
  private static final String TOKEN = "page-from-";

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out.
   *
   * @param token of the page before, or null or empty for the first
   * @param most the caller's wish, or the API's default
   * @throws AwsError if the token is not one of ours
   */
  public static <T> Page<T> of(List<T> all, String token, int most, Knobs knobs) {
    int from = from(token, all.size());
    int to = (int) Math.min(all.size(), (long) from + Math.min(most, knobs.pageSize()));
    boolean emptyEnd =
        knobs.endOfLists() == Knobs.EndOfLists.WITH_EMPTY_PAGE && to == all.size() && from < to;
    return new Page<>(
        all.subList(from, to),
        to < all.size() || emptyEnd ? Optional.of(TOKEN + to) : Optional.empty());
  }

  private static int from(String token, int size) {
    if (token == null || token.isEmpty()) {
      return 0;
    }

    if (token.matches(TOKEN + "\\d{1,9}")) {
      return Math.min(Integer.parseInt(token.substring(TOKEN.length())), size);
    }

    throw new AwsError(400, "BadRequestException", "The token is not valid: " + token);
  }
}
