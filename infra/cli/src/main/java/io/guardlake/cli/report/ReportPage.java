package io.guardlake.cli.report;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one HTML file that needs nothing else. The page is a fixed template; what an output
 * holds is in it as JSON alone, which the page's script shows as text. Its policy lets run the two
 * scripts whose hashes it names, and nothing else.
 */
public final class ReportPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private ReportPage() {}

  /** The whole page. */
  public static String of(ReportData data) {
    requireNonNull(data, "data is null");
    String charts = ReportResource.text(ReportResource.CHARTS);
    String script = ReportResource.text("report.js");
    String style = ReportResource.text("report.css");
    String policy =
        "default-src 'none'; script-src %s %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            .formatted(hash(charts), hash(script), hash(style));
    return fill(
        ReportResource.text("report.html"),
        Map.of(
            "policy", policy,
            "style", style,
            "charts", charts,
            "script", script,
            "data", ReportJson.of(data)));
  }

  /** Fills the places in one pass, so that what looks like a place in a text stays text. */
  private static String fill(String template, Map<String, String> texts) {
    StringBuilder page = new StringBuilder();
    Matcher matcher = PLACE.matcher(template);

    while (matcher.find()) {
      String text = requireNonNull(texts.get(matcher.group(1)), matcher.group(1));
      matcher.appendReplacement(page, Matcher.quoteReplacement(text));
    }

    return matcher.appendTail(page).toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
