package io.guardlake.schemas.queries;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.sql.SqlResource;
import java.util.List;
import java.util.Optional;

/** All saved queries. Each is a file beside this class, named as the query is. */
public final class SavedQueries {
  private static final List<SavedQuery> ALL =
      List.of(
              "critical_recent",
              "severity_rose",
              "new_types",
              "attack_sequences",
              "finding_timeline",
              "about_address",
              "about_domain",
              "about_hash",
              "about_principal",
              "about_resource",
              "key_new_country",
              "rds_login_after_failures",
              "malware_scans",
              "cluster",
              "image_blast_radius",
              "account_month",
              "noisiest",
              "export_freshness",
              "update_intervals")
          .stream()
          .map(SavedQueries::read)
          .toList();

  private SavedQueries() {}

  /** All of them, in the order in which they are shown. */
  public static List<SavedQuery> all() {
    return ALL;
  }

  /** The one of a name. */
  public static Optional<SavedQuery> named(String name) {
    requireNonNull(name, "name is null");
    return ALL.stream().filter(query -> query.name().equals(name)).findFirst();
  }

  private static SavedQuery read(String name) {
    return QueryFile.parse(name, SqlResource.read(SavedQueries.class, name + ".sql"));
  }
}
