package io.guardlake.jobs.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.source.WriteAccess;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.NewerOutputException;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.jobs.writer.OutputWriters;
import io.guardlake.jobs.writer.Writer;
import io.guardlake.jobs.writer.WriterKind;
import io.guardlake.jobs.writer.WriterTiming;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that a job writes, as they are before it starts. */
final class Warehouse {
  private static final Logger LOGGER = LoggerFactory.getLogger(Warehouse.class);
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION);

  private final JobSettings settings;
  private final CatalogSettings catalog;
  private final boolean empty;

  private Warehouse(JobSettings settings, CatalogSettings catalog, boolean empty) {
    this.settings = settings;
    this.catalog = catalog;
    this.empty = empty;
  }

  /**
   * Makes the tables where they are missing.
   *
   * @throws UsageException if a newer version made them
   */
  static Warehouse prepare(JobSettings settings) throws IOException {
    requireNonNull(settings, "settings is null");
    CatalogSettings catalog = Pipeline.catalog(settings);

    try (OpenCatalog open = Catalogs.open(catalog)) {
      boolean empty = true;

      for (TableDefinition table : TABLES) {
        empty &= Tables.isEmpty(Tables.ensure(open, table));
      }

      // Views join it, so it must be there; who fills it has not run a job.
      Tables.ensure(open, AccountsTable.DEFINITION);
      Tables.ensure(open, ArchivedTable.DEFINITION);
      return new Warehouse(settings, catalog, empty);
    } catch (NewerOutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Whether there are no rows. */
  boolean isEmpty() {
    return empty;
  }

  /**
   * How a run of the job gets the right to write these tables.
   *
   * @param refusal what becomes of the job if another writer has it
   */
  WriteAccess access(String runId, Writer.Refusal refusal) {
    return new OutputWriters(
        new Writer(
            catalog,
            runId,
            settings.job() == JobKind.INGEST ? WriterKind.INGEST : WriterKind.BACKFILL,
            settings.remember(),
            settings.fresh() ? Writer.FirstStart.FORGET : Writer.FirstStart.LEARN,
            refusal,
            WriterTiming.standard()));
  }

  /** Lets the next writer begin at once, now that a run is over. */
  void release(String runId) {
    try {
      OutputWriters.release(catalog, runId);
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("The right of run {} to write was not given back; it ends by itself", runId, e);
    }
  }
}
