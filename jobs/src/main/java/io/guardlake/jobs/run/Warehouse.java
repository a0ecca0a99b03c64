package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tables that a job writes, as they are before it starts. */
final class Warehouse {
  private static final List<TableDefinition> TABLES =
      List.of(FindingsTable.DEFINITION, QuarantineTable.DEFINITION, DriftTable.DEFINITION);

  private final JobSettings settings;
  private final CatalogSettings catalog;
  private final boolean empty;

  private Warehouse(JobSettings settings, CatalogSettings catalog, boolean empty) {
    this.settings = settings;
    this.catalog = catalog;
    this.empty = empty;
  }

  /** Makes the tables where they are missing. */
  static Warehouse prepare(JobSettings settings) throws IOException {
    requireNonNull(settings, "settings is null");
    CatalogSettings catalog = Pipeline.catalog(settings);

    try (OpenCatalog open = Catalogs.open(catalog)) {
      boolean empty = true;

      for (TableDefinition table : TABLES) {
        empty &= Tables.ensure(open, table).currentSnapshot() == null;
      }

      // Views join it, so it must be there; who fills it has not run a job.
      Tables.ensure(open, AccountsTable.DEFINITION);
      return new Warehouse(settings, catalog, empty);
    }
  }

  /** Whether nothing was ever written. */
  boolean isEmpty() {
    return empty;
  }

  /**
   * The identities to learn before objects of the job's days are read. A version of an object of a
   * day was updated before the day's end, give or take a clock, and no longer before it than dedup
   * remembers.
   */
  KnownIdentities identities() {
    long from =
        settings.from() == null
            ? Long.MIN_VALUE
            : micros(settings.from().minusDays(settings.remember().toDays()));
    long to = settings.to() == null ? Long.MAX_VALUE : micros(settings.to().plusDays(2));
    return TableIdentities.updatedIn(catalog, new TableIdentities.UpdatedRange(from, to));
  }

  private static long micros(LocalDate day) {
    return TimeUnit.DAYS.toMicros(day.toEpochDay());
  }
}
