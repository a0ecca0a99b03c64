package io.guardlake.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report in a real Chromium. Screenshots are left in {@code target/screenshots}. */
class ReportInBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Text that does something wherever it is not text. */
  private static final List<String> HOSTILE =
      List.of(
          "<script>window.owned = 1; alert(1)</script>",
          "</script><script>window.owned = 1; alert(1)</script>",
          "<!--<script>",
          "<img src=x onerror=\"window.owned = 1; alert(1)\">",
          "\" onmouseover=\"window.owned = 1\" autofocus onfocus=\"window.owned = 1\" x=\"",
          "javascript:window.owned=1",
          "<svg/onload=window.owned=1><a href=javascript:window.owned=1>x</a>",
          "{{data}} {{script}} ${window.owned=1}",
          "'];window.owned=1;//",
          "\u2028window.owned=1\u2029",
          "user\u202egnp.exe\u2066\u0000\u001b[31m",
          "<style>body{display:none}</style><meta http-equiv=refresh content='0;url=file:///'>",
          "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
          "__proto__");

  private static Browser browser;
  @TempDir private static Path directory;
  private BrowserContext context;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void start() throws IOException {
    Path executable = Browser.installed().orElse(null);

    if (executable == null) {
      System.out.println("SKIPPED: the report in a browser, because no Chromium is installed.");
    }

    Assumptions.assumeTrue(executable != null, "no Chromium is installed");
    browser = Browser.start(executable);
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void closeContext() {
    if (context != null) {
      context.close();
    }
  }

  /** How the report is looked at. */
  enum Look {
    DESKTOP(1440, 1000, ColorScheme.LIGHT, Media.SCREEN),
    DARK(1440, 1000, ColorScheme.DARK, Media.SCREEN),
    PHONE(390, 844, ColorScheme.LIGHT, Media.SCREEN),
    PHONE_DARK(390, 844, ColorScheme.DARK, Media.SCREEN),
    PRINT(794, 1123, ColorScheme.DARK, Media.PRINT);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final Media media;

    Look(int width, int height, ColorScheme scheme, Media media) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.media = media;
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void looksAsItShouldWithoutScrollingSideways(Look look) throws Exception {
    Page page = open(SampleReport.data(), look);

    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(SCREENSHOTS.resolve("report-" + look.name().toLowerCase(Locale.ROOT) + ".png")));

    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("top-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
    page.locator("#criticals")
        .screenshot(
            new Locator.ScreenshotOptions()
                .setPath(
                    SCREENSHOTS.resolve("story-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
    page.locator("#findings")
        .screenshot(
            new Locator.ScreenshotOptions()
                .setPath(
                    SCREENSHOTS.resolve("table-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .isEqualTo(0);
    assertThat(page.locator(".card").count()).isEqualTo(8);
    assertThat(page.locator(".story").count()).isEqualTo(3);
    assertThat(inkOf(page, "#trend-chart canvas")).isGreaterThan(500);
    assertThat(inkOf(page, "#tactics-chart canvas")).isGreaterThan(500);
    assertThat(complaints).isEmpty();
  }

  @Test
  void printsEveryStoryOpenInLightColors() throws Exception {
    Page page = open(SampleReport.data(), Look.DARK);
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    assertThat(page.locator(".story:not([open])").count()).isZero();
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(page.pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void sortsByAColumnAndBack() throws Exception {
    Page page = open(SampleReport.data(), Look.DESKTOP);
    Locator head = page.locator("#findings-table thead th", new Page.LocatorOptions().setHasText("Account"));
    Locator cells = page.locator("#findings-table tbody tr > td:nth-child(3) > span:first-child");

    head.locator("button").click();
    assertThat(head.getAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(cells.allTextContents()).isSorted().hasSizeGreaterThan(3);

    head.locator("button").focus();
    page.keyboard().press("Enter");
    assertThat(head.getAttribute("aria-sort")).isEqualTo("descending");
    assertThat(cells.allTextContents()).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void filtersByTextSeverityAndAccountAndSaysHowMany() throws Exception {
    Page page = open(SampleReport.data(), Look.DESKTOP);
    Locator rows = page.locator("#findings-table tbody tr");
    assertThat(rows.count()).isEqualTo(25);
    page.locator("#findings-table button.more").click();
    int all = rows.count();
    assertThat(all).isEqualTo(27);

    page.locator("#filter-severity").selectOption("CRITICAL");
    assertThat(rows.count()).isEqualTo(3);
    assertThat(page.locator("#filter-count").textContent()).isEqualTo("3 of " + all + " match");

    page.locator("#filter-severity").selectOption("");
    page.locator("#filter-text").fill("cryptocurrency");
    assertThat(rows.count()).isPositive().isLessThan(all);
    assertThat(rows.allTextContents()).allMatch(text -> text.contains("CryptoCurrency"));

    page.locator("#filter-text").fill("");
    page.locator("#filter-account").selectOption("444455556666");
    assertThat(rows.allTextContents()).isNotEmpty().allMatch(text -> text.contains("Payments"));
  }

  @Test
  void theNumbersBehindAChartAreATable() throws Exception {
    Page page = open(SampleReport.data(), Look.DESKTOP);

    page.locator("#trend-chart summary").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("#trend-chart tbody tr").count()).isEqualTo(30);
    assertThat(page.locator("#trend-chart canvas").getAttribute("aria-label"))
        .contains("The busiest day is");
  }

  @Test
  void accountsHaveTheirNames() throws Exception {
    Page page = open(SampleReport.data(), Look.DESKTOP);

    assertThat(page.locator("#tops").textContent()).contains("Payments", "444455556666");
  }

  @ParameterizedTest
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP", "DARK", "PHONE"})
  void isAccessible(Look look) throws Exception {
    Page page = open(SampleReport.data(), look);
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    page.evaluate(axe());

    @SuppressWarnings("unchecked")
    List<String> violations =
        (List<String>)
            page.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations"
                    + ".flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ': ' + n.target + ' '"
                    + " + n.failureSummary)))");
    assertThat(violations).isEmpty();
  }

  @Test
  void nothingThatFindingsSayDoesAnything() throws Exception {
    Page page = open(hostile(SampleReport.data()), Look.DESKTOP);
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    page.locator("#filter-text").fill("<script>");
    page.locator("#filter-text").fill("");

    for (Locator head : page.locator("th button").all()) {
      head.click();
    }

    for (Locator cell : page.locator("#findings-table td, .story h3, dd").all()) {
      cell.dispatchEvent("mouseover");
    }

    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    assertThat(page.evaluate("window.owned")).isNull();
    assertThat(complaints).isEmpty();
    assertThat(page.locator("body script:not([type])").count()).isEqualTo(2);
    assertThat(page.locator("img, iframe, svg, main a, main style, [onmouseover], [onfocus]").count())
        .isZero();
    assertThat(page.locator(".story h3").first().textContent()).contains("script");
    assertThat(page.locator("main").textContent())
        .contains("<img src=x onerror=", "{{data}} {{script}}", "user\\u202egnp.exe\\u2066\\u0000\\u001b")
        .doesNotContain("\u202e", "\u2066", "\u0000");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(SCREENSHOTS.resolve("report-hostile.png")));
  }

  @Test
  void anOutputWithoutAFindingIsAReportTooWithoutErrors() throws Exception {
    Page page = open(SampleReport.empty(), Look.DESKTOP);

    assertThat(page.locator("#headline").textContent()).isEqualTo("No finding was active in this period.");
    assertThat(page.locator("#criticals-note").textContent()).isEqualTo("There is none.");
    assertThat(complaints).isEmpty();
  }

  @Test
  void thePolicyStopsWhatDoesNotComeWithThePage() throws Exception {
    Page page = open(SampleReport.data(), Look.DESKTOP);

    page.evaluate(
        "() => { const s = document.createElement('script'); try { s.textContent = 'window.owned = 1';"
            + " document.body.append(s); } catch (e) { window.refused = true; } }");

    assertThat(page.evaluate("window.owned")).isNull();
  }

  private Page open(ReportData data, Look look) throws IOException {
    Path file = Files.createTempFile(directory, "report", ".html");
    Files.writeString(file, ReportPage.of(data));
    context =
        browser
            .chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(look.width, look.height)
                    .setColorScheme(look.scheme)
                    .setBypassCSP(false));
    Page page = context.newPage();
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onRequest(
        request -> {
          if (!request.url().equals(file.toUri().toString())
              && !request.url().startsWith("file://" + file)) {
            complaints.add("request: " + request.url());
          }
        });
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(look.media));
    page.navigate(file.toUri().toString());
    page.locator("#made:not(:empty)").waitFor();
    return page;
  }

  /** How many points of a canvas are drawn. */
  private static int inkOf(Page page, String selector) {
    return (Integer)
        page.evaluate(
            "selector => { const c = document.querySelector(selector); const d ="
                + " c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
                + " for (let i = 3; i < d.length; i += 4) { if (d[i] > 0) n++; } return n; }",
            selector);
  }

  private static String axe() throws IOException {
    try (InputStream in = ReportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The same report with hostile text in every field that is a text or a list of texts. */
  private static ReportData hostile(ReportData data) {
    Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();
    int[] next = {0};

    data.answers()
        .forEach(
            (question, rows) -> {
              List<Map<String, Object>> changed = new ArrayList<>();

              for (Map<String, Object> row : rows) {
                Map<String, Object> fields = new LinkedHashMap<>(row);
                fields.replaceAll((name, value) -> hostile(name, value, next));
                changed.add(fields);
              }

              answers.put(question, changed);
            });
    Map<String, String> names = new LinkedHashMap<>();
    HOSTILE.forEach(text -> names.put(text, "name " + text));
    return new ReportData(HOSTILE.get(1), data.period(), answers, names);
  }

  private static Object hostile(String name, Object value, int[] next) {
    // Bands and days come from our own code; all else is what the export says.
    if (name.equals("severity") || name.equals("day") || name.endsWith("_at") || name.equals("at")) {
      return value;
    }

    if (value instanceof String) {
      return HOSTILE.get(next[0]++ % HOSTILE.size());
    }

    return value instanceof List<?> ? HOSTILE : value;
  }
}
