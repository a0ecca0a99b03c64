package io.guardlake.jobs.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that GuardDuty gives to what it exports, below a source's root: {@code
 * AWSLogs/[o-xxxx/]<account>/GuardDuty/<region>/YYYY/MM/DD/<name>.jsonl.gz}, or {@code .jsonl}. AWS
 * documents the path up to the region ("Exporting findings", step 4); day and organization are as
 * observed.
 */
public final class ExportLayout {
  static final String ROOT = "AWSLogs/";
  private static final String SERVICE = "GuardDuty/";
  private static final String ORGANIZATION = "o-[a-z0-9]+";
  private static final String ACCOUNT = "\\d{12}";
  private static final String REGION = "[a-z]{2,}(?:-[a-z0-9]+)+";
  private static final Pattern OBJECT =
      Pattern.compile(
          ROOT
              + ("(?:" + ORGANIZATION + "/)?")
              + ("(" + ACCOUNT + ")/" + SERVICE)
              + ("(" + REGION + ")/")
              + "(\\d{4})/(\\d{2})/(\\d{2})/[^/]+\\.jsonl(?:\\.gz)?");
  private static final Pattern ORGANIZATION_PREFIX = Pattern.compile(ROOT + ORGANIZATION + "/");
  private static final Pattern ACCOUNT_PREFIX =
      Pattern.compile(ROOT + "(?:" + ORGANIZATION + "/)?" + ACCOUNT + "/");
  private static final Pattern REGION_NAME = Pattern.compile(REGION);

  /** What a key says. */
  public record Key(String account, String region, LocalDate day) {}

  private ExportLayout() {}

  /** Reads a key relative to its source's root; empty for one that is no export's. */
  static Optional<Key> parse(String key) {
    Matcher matcher = OBJECT.matcher(key);

    if (!matcher.matches()) {
      return Optional.empty();
    }

    return day(matcher.group(3), matcher.group(4), matcher.group(5))
        .map(day -> new Key(matcher.group(1), matcher.group(2), day));
  }

  /**
   * Where an object of an export is.
   *
   * @param root the URI of the source that it belongs to, as {@code --source} would name it
   * @param day its export day
   */
  public record Place(String root, LocalDate day) {}

  /** The place of an object's URI; empty for one that is no export's. */
  public static Optional<Place> placeOf(String uri) {
    int start = uri.indexOf("/" + ROOT);

    if (start < 0) {
      return Optional.empty();
    }

    String root = uri.substring(0, start);
    return parse(uri.substring(start + 1)).map(key -> new Place(root, key.day()));
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether an object only stands for a folder, as GuardDuty's own check makes them. */
  static boolean isMarker(String key, long size) {
    return size == 0 && (key.isEmpty() || key.endsWith("/") || key.endsWith("_$folder$"));
  }

  static boolean isOrganization(String prefix) {
    return ORGANIZATION_PREFIX.matcher(prefix).matches();
  }

  static boolean isAccount(String prefix) {
    return ACCOUNT_PREFIX.matcher(prefix).matches();
  }

  /** Where an account's regions lie. */
  static String regionsOf(String accountPrefix) {
    return accountPrefix + SERVICE;
  }

  static boolean isRegion(String prefix) {
    return REGION_NAME.matcher(lastName(prefix)).matches();
  }

  /** The number that a year's, month's or day's prefix ends in, or -1 where it is none. */
  static int number(String prefix, int digits) {
    String name = lastName(prefix);
    boolean plain = name.length() == digits && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Integer.parseInt(name) : -1;
  }

  static String dayPrefix(String regionPrefix, long epochDay) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    return String.format(
        Locale.ROOT,
        "%s%04d/%02d/%02d/",
        regionPrefix,
        day.getYear(),
        day.getMonthValue(),
        day.getDayOfMonth());
  }

  private static String lastName(String prefix) {
    int end = prefix.length() - 1;
    return prefix.substring(prefix.lastIndexOf('/', end - 1) + 1, end);
  }
}
