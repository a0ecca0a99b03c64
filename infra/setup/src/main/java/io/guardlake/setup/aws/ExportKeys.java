package io.guardlake.setup.aws;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where exported objects are: {@code PREFIX/AWSLogs/ACCOUNT/GuardDuty/REGION/YYYY/MM/DD/}. */
final class ExportKeys {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private ExportKeys() {}

  static Stream<String> days(
      String keyPrefix, String account, String region, List<LocalDate> days) {
    return days.stream()
        .map(
            day ->
                "%sAWSLogs/%s/GuardDuty/%s/%s/"
                    .formatted(keyPrefix, account, region, DAY.format(day)));
  }
}
