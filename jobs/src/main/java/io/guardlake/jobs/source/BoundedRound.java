package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lists every account and region once, day by day, in the order of days, a page a step. Days are
 * found by listing years and months, so that only those are asked for that there are. Pages are
 * requested ahead in parallel, and no further than that, so that whoever stops asking stops the
 * listing. A step that failed may be asked for again.
 */
final class BoundedRound implements Listing {
  private final List<ListedSource> sources;
  private final DayRange range;
  private final LeftDays left;
  private final ExecutorService pool;
  private final int parallel;
  private final ArrayDeque<DayListing> ahead = new ArrayDeque<>();
  private Iterator<DayListing> rest;

  /**
   * @param left which days are found and not listed
   */
  BoundedRound(List<ListedSource> sources, DayRange range, LeftDays left, int parallel) {
    this.sources = List.copyOf(sources);
    this.range = range;
    this.left = left;
    this.pool = Executors.newFixedThreadPool(parallel, new NamedThreads("guardlake-listing"));
    this.parallel = parallel;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  @Override
  public ListingStep next() throws IOException {
    if (rest == null) {
      SkippedObjects skipped = new SkippedObjects();
      rest = listings(branches(skipped));

      if (!skipped.isEmpty()) {
        return new ListingStep(
            range.from(), List.of(), skipped.foreign(), skipped.markers(), false);
      }
    }

    while (true) {
      while (ahead.size() < parallel && rest.hasNext()) {
        DayListing listing = rest.next();
        listing.request(null);
        ahead.add(listing);
      }

      DayListing first = ahead.peek();

      if (first == null) {
        return new ListingStep(range.to(), List.of(), List.of(), List.of(), true);
      }

      ListingPage page = first.page();

      if (page.next() == null) {
        ahead.remove();
      } else {
        first.request(page.next());
      }

      if (!page.objects().isEmpty()) {
        return ListingStep.of(first.branch.source(), first.day, page);
      }
    }
  }

  private List<ExportBranch> branches(SkippedObjects skipped) throws IOException {
    for (ListedSource source : sources) {
      source.check();
    }

    List<Future<List<ExportBranch>>> accounts = new ArrayList<>();

    for (ListedSource source : sources) {
      ExportTopology topology = new ExportTopology(source, skipped);

      for (String account : topology.accounts()) {
        accounts.add(pool.submit(() -> branches(topology, source, account)));
      }
    }

    List<ExportBranch> branches = new ArrayList<>();

    for (Future<List<ExportBranch>> account : accounts) {
      branches.addAll(await(account));
    }

    return branches;
  }

  private List<ExportBranch> branches(ExportTopology topology, ListedSource source, String account)
      throws StoreException {
    List<ExportBranch> branches = new ArrayList<>();

    for (String region : topology.regions(account)) {
      branches.add(
          new ExportBranch(
              source,
              region,
              Arrays.stream(topology.days(region, range)).filter(left::isOurs).toArray()));
    }

    return branches;
  }

  /** Every day of every branch, made one at a time: years of a large organization are millions. */
  private Iterator<DayListing> listings(List<ExportBranch> branches) {
    TreeSet<Integer> days = new TreeSet<>();

    for (ExportBranch branch : branches) {
      branch.days().forEach(days::add);
    }

    return days.stream()
        .flatMap(
            day ->
                branches.stream()
                    .filter(branch -> branch.has(day))
                    .map(branch -> new DayListing(branch, day)))
        .iterator();
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The listing was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }

      throw new IllegalStateException("The listing failed: " + e.getCause(), e.getCause());
    }
  }

  /** The pages of one day of one branch. */
  private final class DayListing {
    private final ExportBranch branch;
    private final int day;
    private String from;
    private Future<ListingPage> requested;

    DayListing(ExportBranch branch, int day) {
      this.branch = branch;
      this.day = day;
    }

    void request(String next) {
      from = next;
      String prefix = ExportLayout.dayPrefix(branch.prefix(), day);
      Callable<ListingPage> request = () -> branch.source().list(prefix, false, next);
      requested = pool.submit(request);
    }

    ListingPage page() throws IOException {
      try {
        return await(requested);
      } catch (StoreException e) {
        request(from);
        throw e;
      }
    }
  }
}
