package io.guardlake.setup.aws;

import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Explanation;
import io.guardlake.setup.message.Meaning;

/** What is refused on our side, without AWS having said so. */
final class Refusals {
  private Refusals() {}

  static RefusedException of(Meaning meaning, String sentence) {
    return new RefusedException(new Explanation(meaning, sentence));
  }
}
