package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueCatalogTest {
  @TempDir Path directory;
  private FakeGlue glue;

  @BeforeEach
  void start() throws IOException {
    glue = FakeGlue.start();
  }

  @AfterEach
  void stop() {
    glue.close();
  }

  @Test
  void makesATableAndAppendsToItWithFilesThroughFlink() throws Exception {
    CatalogSettings settings =
        CatalogSettings.parse("glue", directory.toUri().toString(), "guardlake");

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      Table table = Tables.ensure(catalog, FindingsTable.DEFINITION);
      table.newAppend().set("by", "test").commit();

      assertThat(table.io()).isInstanceOf(FlinkFileIO.class);
      assertThat(table.location()).isEqualTo(settings.warehouse() + "/guardlake/findings");
      assertThat(catalog.table("findings").currentSnapshot().summary()).containsEntry("by", "test");
    }

    assertThat(glue.calls())
        .contains("AWSGlue.CreateDatabase", "AWSGlue.CreateTable", "AWSGlue.UpdateTable");
  }
}
