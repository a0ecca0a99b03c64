package io.guardlake.schemas.finding;

/** What a column is about, for readers of the reference documentation. */
public enum ColumnGroup {
  IDENTITY("identity"),
  KIND("kind"),
  TIME("time"),
  PIVOTS("pivots"),
  NETWORKING("network"),
  PRINCIPAL("identity used"),
  STORAGE("storage"),
  CONTAINER("containers"),
  DATABASES("data"),
  ACTION("action"),
  THREAT("threat"),
  PROCESSES("process"),
  WHOLE("whole"),
  ORIGIN("origin");

  private final String title;

  ColumnGroup(String title) {
    this.title = title;
  }

  /** The heading it stands under. */
  public String title() {
    return title;
  }
}
