package io.guardlake.jobs.writer;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.lease.AtomicProperties;
import io.guardlake.jobs.lease.AtomicProperties.Comparison;
import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.source.WriteAccess;
import io.guardlake.jobs.table.Admission;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.jobs.table.TableIdentities.UpdatedRange;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Lets one run write an output. First the run is entered into the book of writers, which is the
 * properties of the table {@code writers}; whoever stands in its way and lives refuses it. Then
 * each data table admits it, in a commit that takes out everyone who is not in the book: from then
 * on nobody else can commit what this run is about to read. Only then is it looked up what the
 * tables have.
 */
public final class OutputWriters implements WriteAccess {
  private static final long serialVersionUID = 1;
  private static final int ATTEMPTS = 20;

  /** The tables whose rows have identities. */
  private static final List<String> LEARNT =
      List.of(FindingsTable.DEFINITION.name(), QuarantineTable.DEFINITION.name());

  private static final List<String> WRITTEN =
      List.of(
          FindingsTable.DEFINITION.name(),
          QuarantineTable.DEFINITION.name(),
          DriftTable.DEFINITION.name(),
          DeadLetterTable.DEFINITION.name());

  private final Writer writer;

  public OutputWriters(Writer writer) {
    this.writer = requireNonNull(writer, "writer is null");
  }

  @Override
  public WriteGrant claim(Wish wish, Runnable lost) throws IOException {
    OpenCatalog catalog = Catalogs.open(writer.catalog());

    try {
      return claim(catalog, wish, lost);
    } catch (WriterRefusedException e) {
      catalog.close();

      if (writer.refusal() == Writer.Refusal.FINAL) {
        throw new SuppressRestartsException(e);
      }

      throw e;
    } catch (IOException | RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  private WriteGrant claim(OpenCatalog catalog, Wish wish, Runnable lost) throws IOException {
    Registration registration =
        new Registration(book(catalog), writer.timing(), Registration.Surroundings.real());
    DayRange days = enter(catalog, registration, wish.days());
    TableHistory history = history(catalog);
    boolean mustLearn =
        wish.fresh()
            ? writer.firstStart() == Writer.FirstStart.LEARN && !history.isEmpty()
            : !history.isKnown(wish.known());
    UpdatedRange range =
        new UpdatedRange(writer.updatedFrom(wish.read()), writer.updatedTo(wish.read()));
    // Renewals change nothing that others decide by but the beat, and need not be compared.
    AtomicProperties beats =
        new AtomicProperties(Tables.ensureWithoutRows(catalog, WriterBook.TABLE));
    return new HeldGrant(
        catalog,
        beats,
        writer,
        days,
        mustLearn,
        TableIdentities.updatedIn(writer.catalog(), range),
        history.snapshots(),
        lost);
  }

  /** Enters the run into the book, and has every table admit it. */
  private DayRange enter(OpenCatalog catalog, Registration registration, DayRange wished)
      throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      WriterBook book = registration.enter(writer.run(), writer.kind(), wished);

      if (isAdmitted(catalog, book)) {
        return book.entry(writer.run()).orElseThrow().days();
      }
    }

    throw new IOException(
        "Other writers were admitted to the tables of %s first, %d times running; try again."
            .formatted(writer.catalog().warehouse(), ATTEMPTS));
  }

  /** False where a writer was admitted that the book as it was entered does not know. */
  boolean isAdmitted(OpenCatalog catalog, WriterBook book) throws IOException {
    long token = book.entry(writer.run()).orElseThrow().token();
    Set<String> writers =
        book.entries().stream().map(WriterEntry::run).collect(Collectors.toUnmodifiableSet());
    String key = Admission.key(writer.run());

    for (String name : WRITTEN) {
      Table table = catalog.table(name);
      Snapshot before = table.currentSnapshot();
      AtomicProperties.Change<RuntimeException> admit =
          now ->
              Admission.token(now) < token
                  ? Admission.admit(now, writer.run(), token, writers, before)
                  : now;
      Map<String, String> after = properties(catalog, table).change(admit);

      if (!String.valueOf(token).equals(after.get(key))) {
        return false;
      }
    }

    return true;
  }

  /** The tables that have what may have to be learnt, as they are now. */
  static TableHistory history(OpenCatalog catalog) {
    Map<String, Table> tables = new HashMap<>();
    LEARNT.forEach(name -> tables.put(name, catalog.table(name)));
    return new TableHistory(tables);
  }

  private static AtomicProperties book(OpenCatalog catalog) {
    return properties(catalog, Tables.ensureWithoutRows(catalog, WriterBook.TABLE));
  }

  private static AtomicProperties properties(OpenCatalog catalog, Table table) {
    return new AtomicProperties(
        table, catalog.comparesAllMetadata() ? Comparison.METADATA : Comparison.SNAPSHOTS);
  }

  /** Takes a run that is over out of the book, so that the next one need not wait. */
  public static void release(CatalogSettings settings, String run) throws IOException {
    try (OpenCatalog catalog = Catalogs.openExisting(settings)) {
      if (catalog.has(WriterBook.TABLE)) {
        AtomicProperties.Change<RuntimeException> remove =
            now -> new WriterBook(now).without(run).properties();
        book(catalog).change(remove);
      }
    }
  }
}
