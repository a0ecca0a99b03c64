package io.guardlake.cli;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import picocli.CommandLine.Option;

/** Which output a command is about. */
final class LakeOptions {
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

  String output() {
    return output;
  }

  /** The catalog as written, or null for the output's default. */
  String catalog() {
    return catalog;
  }

  /** Makes the output readable from this process, and says where its tables are. */
  CatalogSettings open() {
    try {
      CatalogSettings settings = CatalogSettings.parse(catalog, output, database);
      LocalFiles.initialize(output);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
