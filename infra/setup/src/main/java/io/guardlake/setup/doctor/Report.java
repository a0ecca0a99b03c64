package io.guardlake.setup.doctor;

import io.guardlake.setup.doctor.CheckResult.Level;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the checks of one topic find. */
final class Report {
  private final List<CheckResult> results = new ArrayList<>();

  void pass(String check, String subject, String evidence) {
    results.add(new CheckResult(check, subject, Level.PASS, evidence, "", ""));
  }

  void warn(String check, String subject, String evidence, String why, String mend) {
    results.add(new CheckResult(check, subject, Level.WARN, evidence, why, mend));
  }

  void fail(String check, String subject, String evidence, String why, String mend) {
    results.add(new CheckResult(check, subject, Level.FAIL, evidence, why, mend));
  }

  void skip(String check, String subject, String evidence, String why) {
    results.add(new CheckResult(check, subject, Level.SKIP, evidence, why, ""));
  }

  List<CheckResult> results() {
    return List.copyOf(results);
  }
}
