package io.guardlake.schemas.views;

import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.sql.SqlResource;
import java.util.List;

/** All views, each after those it is built on. */
public final class Views {
  /** What stands in a view's file for the schema of the tables. */
  private static final String DATABASE = "${database}";

  private static final List<View> ALL =
      List.of(
          new View(
              LatestView.NAME,
              LatestView.MEANING,
              database -> LatestView.select(database + FindingsTable.DEFINITION.name())),
          new View(
              DriftView.NAME,
              DriftView.MEANING,
              database -> DriftView.select(database + DriftTable.DEFINITION.name())),
          new View(
              OpenQuarantineView.NAME,
              OpenQuarantineView.MEANING,
              database ->
                  OpenQuarantineView.select(
                      database + QuarantineTable.DEFINITION.name(),
                      database + SettledTable.DEFINITION.name())),
          ofFile(
              "findings_with_accounts",
              """
              findings_latest with the columns account_name, account_ou_path, account_tags and account_state
              from accounts, which are null for an account that is not there."""),
          ofFile(
              "findings_ocsf",
              """
              Each version of each finding as an event of OCSF 1.1.0, class Detection Finding (2004), with the
              profiles cloud and datetime. Filter by time_dt to read only the files of some days. Attributes
              that hold the same are given as milliseconds since 1970 (time) and as a timestamp (time_dt)."""));

  private Views() {}

  public static List<View> all() {
    return ALL;
  }

  private static View ofFile(String name, String meaning) {
    String text = SqlResource.read(Views.class, name + ".sql");
    return new View(name, meaning, database -> text.replace(DATABASE, database));
  }
}
