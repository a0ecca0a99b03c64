package io.guardlake.jobs.table;

/** A catalog did not answer, or not with what was asked; the message says which and what to do. */
public final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How java.sql.DriverManager begins, for which there is no other sign. */
  private static final String NO_DRIVER = "No suitable driver";

  private CatalogException(String message, Throwable cause) {
    super(message, cause);
  }

  static CatalogException of(CatalogSettings settings, RuntimeException cause) {
    Throwable last = cause;

    while (last.getCause() != null) {
      last = last.getCause();
    }

    if (last.getMessage() != null && last.getMessage().startsWith(NO_DRIVER)) {
      return new CatalogException(
          ("There is no JDBC driver for the catalog %s of the output %s. Put the driver's jar into"
                  + " the lib folder of the Flink that runs the job, or into infra/cli/target/lib"
                  + " where guardlake runs it.")
              .formatted(settings.catalogText(), settings.warehouse()),
          cause);
    }

    return new CatalogException(
        ("The catalog %s of the output %s could not be used: %s. See that it is up and that"
                + " --catalog, the network and the credentials are right, then run it again; nothing"
                + " is lost.")
            .formatted(settings.catalogText(), settings.warehouse(), message(cause, last)),
        cause);
  }

  private static String message(Throwable outer, Throwable inner) {
    String text = inner.getMessage() == null ? inner.toString() : inner.getMessage();
    String whole = outer == inner ? text : outer.getMessage() + ", " + text;
    return whole.replaceFirst("[.\\s]+$", "");
  }
}
