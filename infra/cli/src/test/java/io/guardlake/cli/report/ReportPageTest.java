package io.guardlake.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static final Pattern ISLAND =
      Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

  private static final Pattern RUN = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "&lt;script&gt; &amp;",
        "a\u2028b\u2029c",
        "{{charts}} {{data}} $1 \\1",
        "\"'`\\\u0000\ud800"
      })
  void whateverAFindingSaysIsInTheDataAndNowhereElse(String text) throws Exception {
    ReportData sample = SampleReport.data();
    ReportData data =
        new ReportData(
            text,
            sample.period(),
            Map.of("drift", List.of(Map.of("path", text))),
            Map.of(text, text));

    String page = ReportPage.of(data);

    Matcher island = ISLAND.matcher(page);
    assertThat(island.find()).isTrue();
    assertThat(island.group(1)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode json = new ObjectMapper().readTree(island.group(1));
    assertThat(json.get("output").asText()).isEqualTo(text);
    assertThat(json.get("answers").get("drift").get(0).get("path").asText()).isEqualTo(text);
    String empty = ReportPage.of(new ReportData("", sample.period(), Map.of(), Map.of()));
    assertThat(ISLAND.matcher(page).replaceAll("")).isEqualTo(ISLAND.matcher(empty).replaceAll(""));
  }

  @Test
  void thePolicyNamesTheHashOfEveryScriptAndStyleAndAllowsNothingElse() throws Exception {
    String page = ReportPage.of(SampleReport.data());
    String policy = page.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");
    Matcher runs = RUN.matcher(page);
    int found = 0;

    while (runs.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(runs.group(2).getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      found++;
    }

    assertThat(found).isEqualTo(3);
    assertThat(policy)
        .contains("default-src 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe", "*", "http");
    assertThat(page).doesNotContain("{{", " onclick=", "src=", "href=\"http");
  }

  @Test
  void theOnlyLibraryOnThePageIsNamedWithItsLicence() {
    assertThat(ReportPage.of(SampleReport.data())).contains("Chart.js v4.5.1", "MIT License");
  }
}
