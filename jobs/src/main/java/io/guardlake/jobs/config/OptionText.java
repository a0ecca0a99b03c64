package io.guardlake.jobs.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of options; what cannot be read is a {@link UsageException} that names the option.
 */
final class OptionText {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  private OptionText() {}

  static Duration duration(JobOption option, String text) {
    return DurationText.parse(text)
        .orElseThrow(() -> unreadable(option, text, DurationText.WANTED));
  }

  static long size(JobOption option, String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    Long unit = matcher.matches() ? SIZES.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;

    if (unit == null || matcher.group(1).length() > 9) {
      throw unreadable(option, text, "a size such as 65536, 64KiB, 16MiB or 1GiB");
    }

    return Long.parseLong(matcher.group(1)) * unit;
  }

  static int count(JobOption option, String text) {
    try {
      int count = Integer.parseInt(text.strip());

      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw unreadable(option, text, "a whole number of at least 1");
    }

    throw unreadable(option, text, "a whole number of at least 1");
  }

  static LocalDate day(JobOption option, String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw unreadable(option, text, "a day such as 2026-01-31");
    }
  }

  static boolean flag(JobOption option, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unreadable(option, text, "true or false");
    };
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  static UsageException unreadable(JobOption option, String text, String wanted) {
    return new UsageException("%s is '%s'; it must be %s.".formatted(option.flag(), text, wanted));
  }
}
