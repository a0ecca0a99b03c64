package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DriftPathTest {
  @Test
  void plainPathsStayAsTheyAre() {
    assertThat(DriftPath.harmless("service.action.AWS::S3::Bucket é日"))
        .isEqualTo("service.action.AWS::S3::Bucket é日");
  }

  @Test
  void hostileCharactersAreEscaped() {
    assertThat(DriftPath.harmless("a\u0000\u001b[2J\n\u202e\u2028\ud800\\n\u0085"))
        .isEqualTo("a\\u0000\\u001b[2J\\u000a\\u202e\\u2028\\ud800\\\\n\\u0085");
  }

  @Test
  void longPathsAreCutBetweenCharacters() {
    String path = "x".repeat(DriftPath.MAX_LENGTH - 1) + "😀😀";

    assertThat(DriftPath.harmless(path)).isEqualTo("x".repeat(DriftPath.MAX_LENGTH - 1) + "...");
  }

  @Property
  void anyPathIsShortAndPrintable(@ForAll @StringLength(max = 400) String path) {
    String harmless = DriftPath.harmless(path);

    assertThat(harmless.length()).isLessThanOrEqualTo(DriftPath.MAX_LENGTH * 6 + 3);
    assertThat(harmless.codePoints())
        .allMatch(
            point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
        .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  @Test
  void pathsPastTheBoundOfALineAreReportedAsOne() {
    DriftLog log = new DriftLog();
    List<String> reported = new ArrayList<>();

    for (int i = 0; i < DriftLog.MAX_ENTRIES + 10; i++) {
      log.add(DriftListener.Kind.UNKNOWN_FIELD, "path" + i);
    }

    log.report((kind, path) -> reported.add(kind + " " + path));

    assertThat(reported).hasSize(DriftLog.MAX_ENTRIES + 1).endsWith("MORE_PATHS (more paths)");
    log.clear();
    reported.clear();
    log.report((kind, path) -> reported.add(path));
    assertThat(reported).isEmpty();
  }
}
