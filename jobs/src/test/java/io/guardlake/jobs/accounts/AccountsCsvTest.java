package io.guardlake.jobs.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.config.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsCsvTest {
  @TempDir private Path directory;

  @Test
  void readsColumnsInAnyOrderWithTags() throws IOException {
    Path file =
        file(
            String.join(
                "\r\n",
                "\uFEFFname,tag:team,account_id,state,ou_path,tag:cost center",
                "\"web, prod\",web,111122223333,ACTIVE,Root/Prod,",
                "",
                ",,444455556666,,,7"));

    assertThat(AccountsCsv.read(file))
        .containsExactly(
            new Account("111122223333", "web, prod", "Root/Prod", Map.of("team", "web"), "ACTIVE"),
            new Account("444455556666", null, null, Map.of("cost center", "7"), null));
  }

  @Test
  void aMarkOfByteOrderMayStandBeforeTheFirstColumn() throws IOException {
    assertThat(AccountsCsv.read(file("\uFEFFaccount_id,name\n111122223333,a\n"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,name\\n1,a | has no column account_id",
        "account_id,colour\\n111122223333,red | has a column 'colour'",
        "account_id,tag:\\n111122223333,red | has a column 'tag:'",
        "account_id,name\\n12345,a | Line 2 of .*: '12345' is no account id of twelve digits",
        "account_id,name\\n"
            + "111122223333,a\\n"
            + "111122223333,b | Line 3 of .*111122223333 is given twice",
        "account_id,name\\n111122223333 | Line 2 of .*: there are 1 fields instead of 2",
      })
  void whatCannotBeReadIsASentenceWithItsLine(String text, String sentence) throws IOException {
    Path file = file(text.replace("\\n", "\n") + "\n");

    assertThatThrownBy(() -> AccountsCsv.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching("(?s).*" + sentence + ".*");
  }

  @Test
  void otherEncodingsAndMissingFilesAreSentences() throws IOException {
    Path latin = directory.resolve("latin.csv");
    Files.write(
        latin, "account_id,name\n111122223333,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> AccountsCsv.read(latin)).hasMessageContaining("not text in UTF-8");
    assertThatThrownBy(() -> AccountsCsv.read(directory.resolve("none.csv")))
        .hasMessageContaining("There is no file");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("accounts.csv"), text);
  }
}
