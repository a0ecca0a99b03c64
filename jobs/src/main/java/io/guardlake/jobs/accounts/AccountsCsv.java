package io.guardlake.jobs.accounts;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads accounts from a CSV file with a header: {@code account_id}, and any of {@code name}, {@code
 * ou_path}, {@code state} and {@code tag:KEY}, in any order.
 */
public final class AccountsCsv {
  private static final String ID = "account_id";
  private static final String NAME = "name";
  private static final String OU_PATH = "ou_path";
  private static final String STATE = "state";
  private static final String TAG = "tag:";
  private static final Set<String> COLUMNS = Set.of(ID, NAME, OU_PATH, STATE);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private AccountsCsv() {}

  /**
   * The accounts of a file, in their order.
   *
   * @throws UsageException with the line, if the file cannot be read so
   */
  public static List<Account> read(Path file) throws IOException {
    requireNonNull(file, "file is null");

    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file %s.".formatted(file));
    }

    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(reader)) {
      checkHeader(file, parser.getHeaderNames());
      return accounts(file, parser);
    } catch (CharacterCodingException e) {
      throw new UsageException("%s is not text in UTF-8; save it so.".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s is not readable as CSV: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Account> accounts(Path file, CSVParser parser) {
    List<Account> accounts = new ArrayList<>();
    Set<String> ids = new HashSet<>();

    for (CSVRecord line : parser) {
      try {
        Account account = account(parser.getHeaderNames(), line);

        if (!ids.add(account.id())) {
          throw new IllegalArgumentException(
              "the account %s is given twice".formatted(account.id()));
        }

        accounts.add(account);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "Line %d of %s: %s.".formatted(parser.getCurrentLineNumber(), file, e.getMessage()), e);
      }
    }

    return accounts;
  }

  private static Account account(List<String> header, CSVRecord line) {
    if (line.size() != header.size()) {
      throw new IllegalArgumentException(
          "there are %d fields instead of %d".formatted(line.size(), header.size()));
    }

    Map<String, String> fields = new HashMap<>();
    Map<String, String> tags = new HashMap<>();

    for (int i = 0; i < header.size(); i++) {
      String column = column(header.get(i));
      String text = line.get(i);

      if (text.isEmpty()) {
        continue;
      }

      if (column.startsWith(TAG)) {
        tags.put(column.substring(TAG.length()), text);
      } else {
        fields.put(column, text);
      }
    }

    return new Account(
        fields.getOrDefault(ID, ""),
        fields.get(NAME),
        fields.get(OU_PATH),
        tags,
        fields.get(STATE));
  }

  private static void checkHeader(Path file, List<String> header) {
    List<String> columns = header.stream().map(AccountsCsv::column).toList();

    if (!columns.contains(ID)) {
      throw new UsageException(
          "%s has no column account_id; its first line must name the columns: account_id, name, ou_path, state, tag:KEY."
              .formatted(file));
    }

    for (String column : columns) {
      if (!COLUMNS.contains(column)
          && (!column.startsWith(TAG) || column.length() == TAG.length())) {
        throw new UsageException(
            "%s has a column '%s'; there may be account_id, name, ou_path, state and tag:KEY."
                .formatted(file, column));
      }
    }
  }

  /** Spreadsheets begin a file with a mark of its byte order. */
  private static String column(String name) {
    return name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name;
  }
}
