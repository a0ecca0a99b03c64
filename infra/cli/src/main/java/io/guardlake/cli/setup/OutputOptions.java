package io.guardlake.cli.setup;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import picocli.CommandLine.Option;

/** The output that a command of the setup writes a table of. */
final class OutputOptions {
  @Option(names = "--output", required = true, paramLabel = "URI", description = "The warehouse.")
  private String output;

  @Option(
      names = "--catalog",
      paramLabel = "CATALOG",
      description = "sqlite, glue, rest:URI or jdbc:URL. Left out: the output's default.")
  private String catalog;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "guardlake",
      description = "The namespace of the tables. Default: guardlake.")
  private String database;

  OpenCatalog open() {
    LocalFiles.initialize(output);

    try {
      return Catalogs.open(CatalogSettings.parse(catalog, output, database));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
