package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * How many tombstones there are, in the properties of each table they apply to. Whoever commits
 * rows looks at the tombstones first and has Iceberg compare, against the very metadata that the
 * commit replaces, that there are no more by now. So no row of what is erased can be committed
 * after erase has looked for such rows: the fence is raised before.
 */
public final class EraseFence {
  private static final String PROPERTY = "guardlake.erased";

  private EraseFence() {}

  /** How many tombstones a table knows of, as it was last looked at. */
  public static int of(Table table) {
    requireNonNull(table, "table is null");
    String value = ((HasTableOperations) table).operations().current().properties().get(PROPERTY);
    return value == null ? 0 : Integer.parseInt(value);
  }

  /**
   * Raises the fence of a table, unless it is as high already. It comes with a snapshot, because a
   * REST catalog lets a commit of rows that knows nothing of new properties pass, but none that
   * knows nothing of a new snapshot.
   */
  public static void raise(Table table, int tombstones) {
    table.refresh();

    if (of(table) >= tombstones) {
      return;
    }

    Transaction transaction = table.newTransaction();
    transaction.updateProperties().set(PROPERTY, String.valueOf(tombstones)).commit();
    transaction.newFastAppend().set(PROPERTY, String.valueOf(tombstones)).commit();
    transaction.commitTransaction();
    table.refresh();
  }

  /** Refuses a commit to a table that knows of more tombstones than its maker did. */
  public static SnapshotAncestryValidator notAbove(Table table, int known) {
    requireNonNull(table, "table is null");
    return new SnapshotAncestryValidator() {
      @Override
      public boolean validate(Iterable<org.apache.iceberg.Snapshot> ancestors) {
        // Asked just after Iceberg has looked at the table, so this is what the commit replaces.
        return of(table) <= known;
      }

      @Override
      public String errorMessage() {
        return "More was erased from %s since these rows were looked at.".formatted(table.name());
      }
    };
  }
}
