package io.guardlake.jobs.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.lease.AtomicProperties.Comparison;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicPropertiesTest {
  @TempDir private Path directory;

  @Test
  void oneOfTwoWhoSawTheSameGetsThroughInSqlite() throws Exception {
    try (OpenCatalog one = open();
        OpenCatalog other = open()) {
      oneOfTwoGetsThrough(one.table("findings"), other.table("findings"));
    }
  }

  @Test
  void oneOfTwoWhoSawTheSameGetsThroughInMemory() throws Exception {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      catalog.initialize("memory", Map.of());
      catalog.createNamespace(Namespace.of("guardlake"));
      TableIdentifier name = TableIdentifier.of("guardlake", "findings");
      catalog.createTable(
          name, new Schema(Types.NestedField.optional(1, "c", Types.StringType.get())));
      oneOfTwoGetsThrough(catalog.loadTable(name), catalog.loadTable(name));
    }
  }

  /** As a REST catalog does it, which compares the current snapshot alone. */
  @Test
  void oneOfTwoWhoSawTheSameGetsThroughWhereOnlySnapshotsAreCompared() throws Exception {
    try (OpenCatalog one = open();
        OpenCatalog other = open()) {
      oneOfTwoGetsThrough(rest(one), rest(other), Comparison.SNAPSHOTS);
      assertThat(one.table("findings").newScan().planFiles()).isEmpty();
    }
  }

  private static Table rest(OpenCatalog catalog) {
    TableOperations operations = ((HasTableOperations) catalog.table("findings")).operations();
    return new BaseTable(new RestLikeOperations(operations), "findings");
  }

  private static void oneOfTwoGetsThrough(Table one, Table other) throws Exception {
    oneOfTwoGetsThrough(one, other, Comparison.METADATA);
  }

  /** Both look, then one commits, and then the other tries to. */
  private static void oneOfTwoGetsThrough(Table one, Table other, Comparison comparison)
      throws Exception {
    CyclicBarrier bothLooked = new CyclicBarrier(2);
    CountDownLatch oneIsThrough = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);

    try {
      List<Callable<String>> contenders =
          List.of(
              () -> {
                String holder = contend(one, "one", comparison, () -> await(bothLooked));
                oneIsThrough.countDown();
                return holder;
              },
              () ->
                  contend(
                      other,
                      "other",
                      comparison,
                      () -> {
                        await(bothLooked);
                        await(oneIsThrough);
                      }));
      List<String> holders = new ArrayList<>();

      for (Future<String> answer : threads.invokeAll(contenders, 2, TimeUnit.MINUTES)) {
        holders.add(answer.get());
      }

      assertThat(holders).as("both know who it is").containsExactly("one", "one");
      one.refresh();
      assertThat(one.properties()).containsEntry("holder", "one");
    } finally {
      threads.shutdownNow();
    }
  }

  private static String contend(
      Table table, String name, Comparison comparison, Runnable afterTheFirstLook)
      throws IOException {
    AtomicInteger looks = new AtomicInteger();
    AtomicProperties.Change<IllegalStateException> take =
        now -> {
          if (looks.incrementAndGet() == 1) {
            assertThat(now).doesNotContainKey("holder");
            afterTheFirstLook.run();
          }

          return now.containsKey("holder") ? now : with(now, "holder", name);
        };
    return new AtomicProperties(table, comparison).change(take).get("holder");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aChangeWhoseAnswerIsLostIsFoundAgain() throws Exception {
    try (OpenCatalog catalog = open()) {
      TableOperations operations = ((HasTableOperations) catalog.table("findings")).operations();
      LostAnswers lost = new LostAnswers(operations, 1);
      AtomicInteger asked = new AtomicInteger();
      AtomicProperties.Change<RuntimeException> count =
          now -> {
            asked.incrementAndGet();
            return now.containsKey("mine") ? now : with(now, "mine", "1");
          };

      assertThat(new AtomicProperties(lost, Comparison.METADATA, 1).change(count))
          .containsEntry("mine", "1");
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void takesOutWhatIsNotToBeThereAnyMore() throws Exception {
    try (OpenCatalog catalog = open()) {
      AtomicProperties properties = new AtomicProperties(catalog.table("findings"));
      AtomicProperties.Change<RuntimeException> put = now -> with(now, "mine", "1");
      AtomicProperties.Change<RuntimeException> take =
          now -> {
            Map<String, String> next = new HashMap<>(now);
            next.remove("mine");
            return next;
          };
      properties.change(put);
      properties.change(take);

      assertThat(properties.current()).doesNotContainKey("mine").containsKey("gc.enabled");
    }
  }

  @Test
  void givesUpWithASentence() throws Exception {
    try (OpenCatalog catalog = open()) {
      TableOperations operations = ((HasTableOperations) catalog.table("findings")).operations();
      AtomicInteger n = new AtomicInteger();
      AtomicProperties.Change<RuntimeException> always =
          now -> with(now, "n", String.valueOf(n.incrementAndGet()));

      assertThatThrownBy(
              () ->
                  new AtomicProperties(new LostAnswers(operations, 100), Comparison.METADATA, 1)
                      .change(always))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("could not be changed in 20 attempts");
    }
  }

  private static Map<String, String> with(Map<String, String> now, String key, String value) {
    Map<String, String> next = new HashMap<>(now);
    next.put(key, value);
    return next;
  }

  private OpenCatalog open() {
    OpenCatalog catalog =
        Catalogs.open(CatalogSettings.parse(null, directory.toUri().toString(), "guardlake"));
    Tables.ensure(catalog, FindingsTable.DEFINITION);
    return catalog;
  }

  /** A catalog that commits, and does not answer. */
  private static final class LostAnswers extends DelegatingOperations {
    private int left;

    LostAnswers(TableOperations table, int answers) {
      super(table);
      this.left = answers;
    }

    @Override
    protected void committed() {
      if (left > 0) {
        left--;
        throw new CommitStateUnknownException(new IOException("connection reset"));
      }
    }
  }
}
