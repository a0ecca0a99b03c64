package io.guardlake.jobs.alert.payload;

import io.guardlake.jobs.alert.notice.Notice;

/** Notices as one line of text, for a terminal or a log. */
public final class BriefText {
  private BriefText() {}

  /** One line without its end; every character of it can be shown. */
  public static String line(Notice notice) {
    Brief brief = Brief.of(notice);
    StringBuilder line = new StringBuilder(brief.headline());

    for (Brief.Fact fact : brief.facts()) {
      line.append(" | ").append(fact.name()).append(": ").append(fact.value().replace('\n', ';'));
    }

    return line.append(" | ").append(brief.footer()).toString();
  }
}
