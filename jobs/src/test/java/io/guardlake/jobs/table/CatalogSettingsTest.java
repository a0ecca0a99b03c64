package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "file:///out,        SQLITE",
    "s3://bucket/prefix, GLUE",
    "s3://bucket,        GLUE",
  })
  void choosesTheCatalogThatSuitsTheOutput(String output, CatalogSettings.Kind kind) {
    CatalogSettings settings = CatalogSettings.parse(null, output, "guardlake");

    assertThat(settings.kind()).isEqualTo(kind);
    assertThat(settings.warehouse()).isEqualTo(output);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///out/,  file:///out",
    "file:/out,     file:///out",
    "s3://bucket/p/, s3://bucket/p",
  })
  void writesOneOutputInOneWay(String output, String warehouse) {
    assertThat(CatalogSettings.parse(null, output, "guardlake").warehouse()).isEqualTo(warehouse);
  }

  @Test
  void takesAnAddressForRestAndJdbc() {
    assertThat(CatalogSettings.parse("rest:http://localhost:8181", "s3://b/p", "db"))
        .isEqualTo(
            new CatalogSettings(
                CatalogSettings.Kind.REST, "http://localhost:8181", "s3://b/p", "db"));
    assertThat(CatalogSettings.parse("jdbc:postgresql://h/d", "s3://b/p", "db").uri())
        .isEqualTo("jdbc:postgresql://h/d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hive", "rest:", "jdbc:", ""})
  void refusesACatalogItDoesNotKnow(String catalog) {
    assertThatThrownBy(() -> CatalogSettings.parse(catalog, "s3://b/p", "guardlake"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The catalog '%s' is not known; use sqlite, glue, rest:URI or jdbc:URL.", catalog);
  }

  @Test
  void refusesSqliteForAnOutputOnS3() {
    assertThatThrownBy(() -> CatalogSettings.parse("sqlite", "s3://b/p", "guardlake"))
        .hasMessageContaining("s3://b/p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "/out", "a b", "s3:///x y"})
  void refusesAnOutputThatIsNoUri(String output) {
    assertThatThrownBy(() -> CatalogSettings.parse(null, output, "guardlake"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + output + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Guard", "a.b", "a/b", ""})
  void refusesADatabaseNameThatGlueWouldNotTake(String database) {
    assertThatThrownBy(() -> CatalogSettings.parse(null, "s3://b/p", database))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + database + "'");
  }
}
