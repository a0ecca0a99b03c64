package io.guardlake.jobs.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.lease.AtomicProperties.Comparison;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableLeaseTest {
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final LeaseProcess ONE = new LeaseProcess("host-1//", 11, Instant.EPOCH);
  private static final LeaseProcess TWO = new LeaseProcess("host-2//", 22, Instant.EPOCH);

  @TempDir private Path directory;
  private final MovedClock clock = new MovedClock();
  private OpenCatalog catalog;

  @BeforeEach
  void makeTable() {
    catalog = Catalogs.open(CatalogSettings.parse(null, directory.toUri().toString(), "guardlake"));
    Tables.ensure(catalog, FindingsTable.DEFINITION);
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  @Test
  void refusesASecondHolderAndSaysWhoTheFirstIs() throws Exception {
    try (TableLease first = take(ONE, TableLeaseTest::isNeverGone)) {
      assertThat(first.token()).isEqualTo(1);
      assertThatThrownBy(() -> take(TWO, TableLeaseTest::isNeverGone))
          .isInstanceOf(LeaseHeldException.class)
          .hasMessage(
              "Another compact is at work on this output: process 11 on host-1 until"
                  + " 2026-01-01T00:00:30Z.");
    }
  }

  @Test
  void isFreeOnceItIsGivenBack() throws Exception {
    take(ONE, TableLeaseTest::isNeverGone).close();

    try (TableLease next = take(TWO, TableLeaseTest::isNeverGone)) {
      assertThat(next.token()).isEqualTo(2);
      next.check();
    }
  }

  @Test
  void passesToTheNextWhenItsTimeIsOver() throws Exception {
    TableLease first = take(ONE, TableLeaseTest::isNeverGone);
    clock.move(LENGTH.minusMillis(1));
    assertThatThrownBy(() -> take(TWO, TableLeaseTest::isNeverGone))
        .isInstanceOf(LeaseHeldException.class);
    clock.move(Duration.ofMillis(1));

    try (TableLease second = take(TWO, TableLeaseTest::isNeverGone)) {
      assertThat(second.token()).isEqualTo(2);
      assertThatThrownBy(first::check).isInstanceOf(IOException.class).hasMessageContaining("lost");
      assertThat(first.isHeldIn(properties())).isFalse();
      assertThat(second.isHeldIn(properties())).isTrue();

      // The late one can neither renew nor give away what is another's.
      first.renew();
      first.close();
      assertThat(second.isHeldIn(properties())).isTrue();
    }
  }

  @Test
  void aHolderThatLostItStaysWithoutItWhateverTheClockSays() throws Exception {
    TableLease first = take(ONE, TableLeaseTest::isNeverGone);
    clock.move(LENGTH);

    try (TableLease second = take(TWO, TableLeaseTest::isNeverGone)) {
      first.renew();
      clock.move(LENGTH.negated());

      assertThatThrownBy(first::check).isInstanceOf(IOException.class);
      second.check();
    }
  }

  @Test
  void aRenewalPutsItsEndOff() throws Exception {
    try (TableLease first = take(ONE, TableLeaseTest::isNeverGone)) {
      clock.move(LENGTH.dividedBy(2));
      first.renew();
      clock.move(LENGTH.dividedBy(2));

      assertThatCode(first::check).doesNotThrowAnyException();
      assertThatThrownBy(() -> take(TWO, TableLeaseTest::isNeverGone))
          .isInstanceOf(LeaseHeldException.class);
    }
  }

  @Test
  void passesAtOnceWhenItsProcessIsKnownToBeGone() throws Exception {
    TableLease dead = take(ONE, TableLeaseTest::isNeverGone);

    try (TableLease next = take(TWO, ONE::equals)) {
      assertThat(next.token()).isEqualTo(2);
      assertThat(dead.isHeldIn(properties())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void whoeverLookedBeforeAnotherTookItIsRefused(Comparison comparison) throws Exception {
    List<TableLease> taken = new ArrayList<>();
    TableOperations late =
        new OvertakenOperations(
            operations(comparison),
            () -> taken.add(take(table(comparison), comparison, ONE, TableLeaseTest::isNeverGone)));

    assertThatThrownBy(
            () ->
                take(new BaseTable(late, "findings"), comparison, TWO, TableLeaseTest::isNeverGone))
        .isInstanceOf(LeaseHeldException.class)
        .hasMessageContaining("process 11 on host-1");

    assertThat(taken).singleElement().satisfies(TableLease::check);
    assertThat(taken.get(0).isHeldIn(properties())).isTrue();
    taken.get(0).close();
  }

  @Test
  void oneOfManyThatAskAtOnceGetsIt() throws Exception {
    int many = 6;
    ExecutorService threads = Executors.newFixedThreadPool(many);

    try {
      List<Callable<Integer>> asks = new ArrayList<>();

      for (int i = 0; i < many; i++) {
        asks.add(
            () -> {
              try {
                take(ONE, TableLeaseTest::isNeverGone);
                return 1;
              } catch (LeaseHeldException e) {
                return 0;
              }
            });
      }

      int holders = 0;

      for (Future<Integer> answer : threads.invokeAll(asks)) {
        holders += answer.get();
      }

      assertThat(holders).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void changesOfTheTableByOthersDoNotDisturbIt() throws Exception {
    Table others = table();

    try (TableLease lease = take(ONE, TableLeaseTest::isNeverGone)) {
      others.updateProperties().set("theirs", "1").commit();
      lease.renew();
      others.updateProperties().set("theirs", "2").commit();

      lease.check();
      assertThat(lease.isHeldIn(properties())).isTrue();
    }

    assertThat(properties()).containsEntry("theirs", "2").doesNotContainKey(key());
  }

  @Test
  void aTextThatIsNoHolderHoldsNothing() throws Exception {
    table().updateProperties().set(key(), "nonsense;;").commit();

    try (TableLease lease = take(ONE, TableLeaseTest::isNeverGone)) {
      lease.check();
    }
  }

  private TableLease take(LeaseProcess process, Predicate<LeaseProcess> gone) throws Exception {
    return take(table(), Comparison.METADATA, process, gone);
  }

  private TableLease take(
      Table table, Comparison comparison, LeaseProcess process, Predicate<LeaseProcess> gone)
      throws Exception {
    return TableLease.take(table, comparison, "compact", LENGTH, process, clock, gone);
  }

  /** The table as a catalog has it that compares so much. */
  private TableOperations operations(Comparison comparison) {
    TableOperations operations = ((HasTableOperations) table()).operations();
    return comparison == Comparison.METADATA ? operations : new RestLikeOperations(operations);
  }

  private Table table(Comparison comparison) {
    return new BaseTable(operations(comparison), "findings");
  }

  private static boolean isNeverGone(LeaseProcess process) {
    return process == null;
  }

  private Table table() {
    return catalog.table(FindingsTable.DEFINITION.name());
  }

  private Map<String, String> properties() {
    return table().properties();
  }

  private static String key() {
    return "guardlake.lease.compact";
  }

  /** Someone else is faster, between the look and the first commit. */
  private static final class OvertakenOperations extends DelegatingOperations {
    private final Callable<?> faster;
    private boolean overtaken;

    OvertakenOperations(TableOperations table, Callable<?> faster) {
      super(table);
      this.faster = faster;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (!overtaken) {
        overtaken = true;

        try {
          faster.call();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }

      super.commit(base, metadata);
    }

    @Override
    protected void committed() {
      // Nothing more happens.
    }
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
