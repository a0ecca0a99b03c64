package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoredObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds accounts, regions and days of one source by listing one level at a time, so that the number
 * of requests depends on how many of these there are and not on how many objects.
 */
final class ExportTopology {
  private final ListedSource source;
  private final SkippedObjects skipped;

  ExportTopology(ListedSource source, SkippedObjects skipped) {
    this.source = source;
    this.skipped = skipped;
  }

  /** The prefixes of all accounts, with and without organization. */
  List<String> accounts() throws StoreException {
    // Only the first page of what lies beside AWSLogs: it is not ours, and may be large.
    note(source.list("", true, null), ExportLayout.ROOT::equals);
    List<String> accounts = new ArrayList<>();

    for (String prefix : level(ExportLayout.ROOT, ExportTopology::isAccountOrOrganization)) {
      if (ExportLayout.isOrganization(prefix)) {
        accounts.addAll(level(prefix, ExportLayout::isAccount));
      } else {
        accounts.add(prefix);
      }
    }

    return accounts;
  }

  private static boolean isAccountOrOrganization(String prefix) {
    return ExportLayout.isAccount(prefix) || ExportLayout.isOrganization(prefix);
  }

  /** The prefixes of an account's regions. */
  List<String> regions(String account) throws StoreException {
    return level(ExportLayout.regionsOf(account), ExportLayout::isRegion);
  }

  /** The export days of a region that lie in a range, in their order. */
  int[] days(String region, DayRange range) throws StoreException {
    List<Integer> days = new ArrayList<>();

    for (String yearPrefix : level(region, prefix -> ExportLayout.number(prefix, 4) >= 1)) {
      int year = ExportLayout.number(yearPrefix, 4);

      if (!range.meets(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))) {
        continue;
      }

      for (String monthPrefix : level(yearPrefix, ExportTopology::isMonth)) {
        YearMonth month = YearMonth.of(year, ExportLayout.number(monthPrefix, 2));

        if (range.meets(month.atDay(1), month.atEndOfMonth())) {
          addDays(monthPrefix, month, range, days);
        }
      }
    }

    return days.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private void addDays(String monthPrefix, YearMonth month, DayRange range, List<Integer> days)
      throws StoreException {
    for (String prefix : level(monthPrefix, day -> isDay(month, day))) {
      long day = month.atDay(ExportLayout.number(prefix, 2)).toEpochDay();

      if (range.contains(day)) {
        days.add(Math.toIntExact(day));
      }
    }
  }

  private static boolean isMonth(String prefix) {
    int month = ExportLayout.number(prefix, 2);
    return month >= 1 && month <= 12;
  }

  private static boolean isDay(YearMonth month, String prefix) {
    int number = ExportLayout.number(prefix, 2);

    try {
      return number > 0 && month.atDay(number) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private List<String> level(String prefix, Predicate<String> isOurs) throws StoreException {
    List<String> ours = new ArrayList<>();
    String from = null;

    do {
      ListingPage page = source.list(prefix, true, from);
      ours.addAll(note(page, isOurs));
      from = page.next();
    } while (from != null);

    return ours;
  }

  /** Gives the prefixes that are ours, and notes everything else. */
  private List<String> note(ListingPage page, Predicate<String> isOurs) {
    for (StoredObject object : page.objects()) {
      skipped.add(source.exported(object), ExportLayout.isMarker(object.key(), object.size()));
    }

    List<String> ours = new ArrayList<>();

    for (String prefix : page.prefixes()) {
      if (isOurs.test(prefix)) {
        ours.add(prefix);
      } else {
        // What lies below is not listed: it counts as one.
        skipped.add(new ExportObject(source.uri().uriOf(prefix), "", 0, 0), false);
      }
    }

    return ours;
  }
}
