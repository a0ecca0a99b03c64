package io.guardlake.jobs.source;

import static io.guardlake.jobs.source.EnumeratorRig.POLL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowListingTest {
  private static final String OTHER = "999988887777";
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private final EnumeratorRig rig = new EnumeratorRig(1);

  private static ReadMode mode(Duration lookBack, Duration maxPoll, String from) {
    return new ReadMode.Continuous(
        lookBack, POLL, maxPoll, from == null ? null : LocalDate.parse(from), Reconcile.standard());
  }

  private static StoreException denied(String prefix) {
    return new StoreException(
        StoreProblem.ACCESS_DENIED,
        "s3://bucket/" + prefix + " may not be listed; allow it.",
        null);
  }

  private static String region(String account) {
    return "AWSLogs/" + account + "/GuardDuty/" + ExportTree.REGION + "/";
  }

  @Test
  void aPollAsksForTheDaysOfTheWindowAndForNewAccountsAndRegionsAndNothingElse() {
    rig.object("2026-03-10", "a");
    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "b"));
    rig.start().readersAskForAll().poll();
    int before = rig.store.listings.get();
    rig.poll();

    int accounts = 2;
    int regionsOfAnAccount = 1;
    assertThat(rig.store.listings.get() - before)
        .isEqualTo(2 * 4 + accounts + 2 * regionsOfAnAccount);
    assertThat(rig.metrics.gauge(SourceMetrics.REGIONS)).isEqualTo(2);
    assertThat(rig.metrics.gauge(SourceMetrics.WINDOW_DAYS)).isEqualTo(8);
  }

  @Test
  void findsTheFirstObjectOfANewAccountAndOfANewRegionWithinAPoll() {
    rig.object("2026-03-10", "a");
    rig.start().readersAskForAll().background.advance(Duration.ofHours(1));

    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "of a new account"));
    rig.poll();
    assertThat(rig.names()).containsExactly("a", "of a new account");

    rig.store.put(ExportTree.key(OTHER, "eu-north-1", "2026-03-10", "of a new region"));
    rig.poll();
    assertThat(rig.names()).containsExactly("a", "of a new account", "of a new region");
  }

  @Test
  void looksForNewAccountsLessOftenWhereThatIsAllowedAndNoneCome() {
    rig.mode(new ReadMode.Continuous(TWO_DAYS, POLL, POLL.multipliedBy(8), null, List.of()));
    rig.object("2026-03-10", "a");
    rig.start().readersAskForAll().background.advance(POLL.multipliedBy(16));
    int before = rig.store.listings.get();
    rig.background.advance(POLL.multipliedBy(16));

    // Two passes of the window, of the accounts and of the regions instead of sixteen each.
    assertThat(rig.store.listings.get() - before).isEqualTo(2 * (4 + 2 + 1));
  }

  @Test
  void thePollIsFromTheBeginningOfAPassToThatOfTheNextHoweverLongOneTakes() {
    ListingLimits standard = ListingLimits.standard();
    rig.mode(new ReadMode.Continuous(TWO_DAYS, POLL, POLL, null, List.of()));
    rig.limits(
        new ListingLimits(
            16,
            1,
            standard.pending(),
            standard.backOff(),
            standard.maxBackOff(),
            standard.giveUpAfter(),
            3));
    rig.object("2026-03-10", "a");
    rig.start().readersAskForAll().background.advance(POLL.multipliedBy(10));
    int before = rig.store.listings.get();
    // A request a second: a pass over the window takes four or more.
    rig.background.advance(POLL.multipliedBy(20));

    assertThat(rig.store.listings.get() - before).isEqualTo(20 * (4 + 2 + 1));
  }

  @Test
  void findsLateObjectsAsFarBackAsIsAskedAndNeverBeforeTheFence() {
    rig.mode(mode(TWO_DAYS, POLL, "2026-02-20"));
    rig.object("2026-03-10", "a");
    rig.start().readersAskForAll().background.advance(Duration.ofHours(1));
    rig.object("2026-03-03", "a week late");
    rig.object("2026-02-25", "two weeks late");
    rig.object("2026-02-19", "before the fence");
    rig.background.advance(Duration.ofHours(1));
    assertThat(rig.names()).containsExactly("a");

    rig.background.advance(Duration.ofHours(5));
    assertThat(rig.names()).containsExactly("a", "a week late");

    rig.background.advance(Duration.ofHours(20));
    assertThat(rig.names()).containsExactly("a", "a week late", "two weeks late");
    assertThat(rig.metrics.count(SourceMetrics.OBJECTS_LATE)).isEqualTo(2);
    assertThat(rig.progress().late()).isEqualTo(2);
  }

  @Test
  void aQuietRegionIsListedLessOftenAndABusyOneIsNot() {
    rig.mode(new ReadMode.Continuous(TWO_DAYS, POLL, POLL.multipliedBy(8), null, List.of()));
    rig.object("2026-03-10", "quiet");
    rig.start().readersAskForAll();
    int busy = 0;
    int quietBefore = rig.store.listingsBelow(region(ExportTree.ACCOUNT));

    for (int poll = 0; poll < 40; poll++) {
      rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "busy" + poll));
      rig.poll();
      busy++;
    }

    int quiet = rig.store.listingsBelow(region(ExportTree.ACCOUNT)) - quietBefore;
    assertThat(quiet).isBetween(7 * 4, 9 * 4);
    assertThat(rig.store.listingsBelow(region(OTHER))).isGreaterThan(25 * 4);
    assertThat(rig.metrics.gauge(SourceMetrics.REGIONS_QUIET)).isEqualTo(1);
    assertThat(rig.names()).contains("busy" + (busy - 2));

    rig.object("2026-03-10", "no longer quiet");

    for (int poll = 0; poll < 9 && !rig.names().contains("no longer quiet"); poll++) {
      rig.poll();
    }

    rig.object("2026-03-10", "found at once");
    rig.poll();
    assertThat(rig.names()).contains("no longer quiet", "found at once");
  }

  @Test
  void aRegionThatFailsHoldsBackNoOther() {
    rig.object("2026-03-10", "a");
    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "b"));
    rig.store.failBelow(region(OTHER), denied(region(OTHER)));
    rig.start().readersAskForAll().poll();
    rig.object("2026-03-10", "later");
    rig.poll();

    assertThat(rig.names()).containsExactly("a", "later");
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(1);
    assertThat(
            rig.metrics.count(
                "source.s3://bucket.problem.access_denied." + SourceMetrics.LISTING_ERRORS))
        .isPositive();
    assertThat(rig.progress().listings()).as("not everything was listed").isZero();

    rig.store.mendBelow(region(OTHER));
    rig.background.advance(Duration.ofMinutes(1));
    assertThat(rig.names()).containsExactly("a", "later", "b");
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(0);
    assertThat(rig.progress().listings()).isPositive();
  }

  @Test
  void aRegionThatFailsForTooLongFailsTheJobHoweverWellOthersDo() {
    rig.object("2026-03-10", "a");
    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "b"));
    rig.store.failBelow(region(OTHER), denied(region(OTHER)));
    rig.start().readersAskForAll();
    rig.background.advance(Duration.ofMinutes(14));

    assertThatThrownBy(() -> rig.background.advance(Duration.ofMinutes(3)))
        .hasMessageStartingWith("s3://bucket/" + region(OTHER) + " could not be listed for 1")
        .hasMessageContaining("minutes. s3://bucket/" + region(OTHER) + " may not be listed;");
  }

  @Test
  void aRegionThatDoesNotAnswerHoldsBackNoOther() {
    rig.object("2026-03-10", "a");
    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "b"));
    rig.store.silenceBelow(region(OTHER));
    rig.start().readersAskForAll();

    for (int poll = 1; poll <= 100; poll++) {
      rig.object("2026-03-10", "a" + poll);
      rig.poll();
      assertThat(rig.names()).hasSize(1 + poll).contains("a" + poll);
    }

    assertThat(rig.progress().listings()).as("not everything was listed").isZero();

    rig.store.answerBelow(region(OTHER));
    rig.poll();
    assertThat(rig.names()).contains("b");
    assertThat(rig.progress().listings()).isPositive();
  }

  @Test
  void eachPlaceHasAClockOfItsOwnForHowLongItFails() {
    rig.object("2026-03-10", "a");
    rig.store.put(ExportTree.key(OTHER, ExportTree.REGION, "2026-03-10", "b"));
    String first = region(ExportTree.ACCOUNT);
    String second = region(OTHER);
    rig.mode(mode(TWO_DAYS, POLL, null));
    rig.start().readersAskForAll().poll();
    rig.store.failBelow(first, denied(first));
    rig.background.advance(Duration.ofMinutes(10));
    rig.store.failBelow(second, denied(second));
    rig.background.advance(Duration.ofMinutes(3));
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(2);

    // Something failed for more than the 15 minutes that a place may, and no place did.
    rig.store.mendBelow(first);
    rig.background.advance(Duration.ofMinutes(10));
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(1);

    // The first is measured from when it failed again, the second from when it began.
    rig.store.failBelow(first, denied(first));
    assertThatThrownBy(() -> rig.background.advance(Duration.ofMinutes(5)))
        .hasMessageStartingWith("s3://bucket/" + second + " could not be listed for 1");
  }

  @Test
  void showsThatASourceCannotBeListedThoughNothingElseHappens() {
    rig.store.listingError = denied("");
    rig.start().readersAskForAll().poll();
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(1);

    rig.store.listingError = null;
    rig.background.advance(Duration.ofMinutes(1));
    assertThat(rig.metrics.gauge(SourceMetrics.LISTINGS_FAILING)).isEqualTo(0);
  }

  @Test
  void countsWhatLiesBeforeTheFenceAsFarBackAsLateObjectsAreLookedForAndReadsNoneOfIt() {
    rig.object("2026-03-10", "a");
    rig.object("2026-03-07", "before the fence");
    rig.object("2026-02-08", "thirty days back");
    rig.object("2026-02-07", "farther back");
    rig.start().readersAskForAll().background.advance(Duration.ofDays(1));

    assertThat(rig.names()).containsExactly("a");
    assertThat(rig.metrics.gauge(SourceMetrics.OBJECTS_BEFORE_HORIZON)).isEqualTo(2);
    assertThat(rig.progress().beforeHorizon()).isEqualTo(2);
    assertThat(rig.progress().daysBeforeHorizon()).contains("--from 2026-02-08 --to 2026-03-07");
  }

  @Test
  void countsNoneOfTheDaysThatItReadAndForgot() {
    rig.mode(
        new ReadMode.Continuous(
            TWO_DAYS,
            POLL,
            POLL,
            LocalDate.parse("2026-03-05"),
            List.of(new Reconcile(Duration.ofHours(6), Duration.ofDays(4)))));
    rig.object("2026-03-06", "read");
    rig.start().readersAskForAll().background.advance(Duration.ofHours(1));
    rig.time("2026-03-13T12:00:00Z");
    rig.object("2026-03-13", "of today");
    rig.background.advance(Duration.ofHours(1));
    assertThat(rig.enumerator.snapshotState(1).listing().rememberedFrom())
        .isEqualTo((int) LocalDate.parse("2026-03-09").toEpochDay());
    rig.time("2026-03-10T12:00:00Z");
    rig.background.advance(Duration.ofDays(1));

    assertThat(rig.names()).containsExactly("read", "of today");
    assertThat(rig.progress().beforeHorizon()).isZero();
  }

  @Test
  void aLargerWindowAfterARestoreReadsNoForgottenDayAgain() throws IOException {
    ReadMode short1 = new ReadMode.Continuous(TWO_DAYS, POLL, POLL, null, List.of());
    rig.mode(short1);
    rig.object("2026-03-09", "long read");
    rig.start().readersAskForAll().poll();
    rig.time("2026-03-13T12:00:00Z");
    rig.object("2026-03-13", "of today");
    rig.background.advance(Duration.ofMinutes(20));
    EnumeratorState state = rig.snapshot(1);
    assertThat(state.seen().size()).isEqualTo(1);

    rig.mode(mode(Duration.ofDays(20), POLL, null));
    rig.object("2026-03-12", "new");
    rig.start(state).readersAskForAll().background.advance(Duration.ofDays(2));

    assertThat(rig.names()).containsExactly("new");
  }

  @Test
  void saysThatItWaitsForReaders() {
    rig.limits(ListingLimits.standard().withPending(10));
    rig.store.pageSize = 5;

    for (int i = 0; i < 50; i++) {
      rig.object("2026-03-10", "a" + i);
    }

    rig.start().poll();
    assertThat(rig.metrics.gauge(SourceMetrics.LISTING_PAUSED)).isEqualTo(1);
    assertThat(rig.metrics.gauge(SourceMetrics.OBJECTS_PENDING)).isEqualTo(10);
    assertThat((Long) rig.metrics.gauge(SourceMetrics.OLDEST_PENDING)).isGreaterThan(25_000);

    rig.readersAskForAll().poll();
    assertThat(rig.metrics.gauge(SourceMetrics.LISTING_PAUSED)).isEqualTo(0);
    assertThat(rig.metrics.gauge(SourceMetrics.OLDEST_PENDING)).isEqualTo(0L);
  }

  @Test
  void aClockThatJumpsAheadMakesNothingForgotten() throws IOException {
    rig.object("2026-03-10", "a");
    rig.start().readersAskForAll().poll();
    rig.time("2027-03-10T12:00:00Z");
    rig.background.advance(Duration.ofHours(1));
    rig.time("2026-03-10T14:00:00Z");
    rig.object("2026-03-10", "b");
    rig.background.advance(Duration.ofHours(1));

    assertThat(rig.names()).containsExactly("a", "b");
  }

  @Test
  void keepsToTheRateOfRequests() {
    ListingLimits standard = ListingLimits.standard();
    rig.limits(
        new ListingLimits(
            16,
            2,
            standard.pending(),
            standard.backOff(),
            standard.maxBackOff(),
            standard.giveUpAfter(),
            3));

    for (int account = 0; account < 30; account++) {
      String id = String.format("1111222233%02d", account);
      rig.store.put(ExportTree.key(id, ExportTree.REGION, "2026-03-10", "a"));
    }

    rig.start();
    rig.background.advance(Duration.ofMinutes(1));

    // A pass over accounts is three requests that count as one.
    assertThat(rig.store.listings.get()).isBetween(110, 2 * 60 + 3);
  }
}
