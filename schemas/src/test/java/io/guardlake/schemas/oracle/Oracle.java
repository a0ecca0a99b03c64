package io.guardlake.schemas.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what the columns of a finding are, slowly and plainly, from a tree of the whole line and the
 * table {@code oracle-columns.txt}. It shares nothing with the reader: the table was written from
 * the reference documentation, the rules from what it says.
 */
public final class Oracle {
  private static final int LONGEST_LINE = 16 << 20;
  private static final Pattern ARN =
      Pattern.compile(
          "arn:([^:]+):guardduty:([^:]*):([^:]*):detector/([^/]+)/finding/(.+)", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("([^:]+):([^/]+)/([^.!]*)(?:\\.([^!]*))?(?:!(.*))?", Pattern.DOTALL);
  private static final Pattern EC2_ARN = Pattern.compile("arn:[^:]*:ec2:");
  private static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private final Map<String, Column> columns = readTable();

  /** How the oracle's table says a column is made. */
  private record Column(String rule, List<Source> sources) {}

  /** Where a line was read. */
  public record Origin(String uri, int line, Instant exportedAt, Instant ingestedAt) {}

  /**
   * The columns of a line by name, those that are null left out; nothing if the line is not a
   * finding.
   */
  public Optional<Map<String, Object>> columns(byte[] line, Origin origin) {
    Optional<Json> json = line.length > LONGEST_LINE ? Optional.empty() : Json.parse(line);

    if (json.isEmpty() || !(json.get() instanceof Json.Obj)) {
      return Optional.empty();
    }

    Finding finding = new Finding(json.get());
    Map<String, Object> cells = new LinkedHashMap<>();
    columns.forEach((name, column) -> cell(finding, column).ifPresent(v -> cells.put(name, v)));
    boolean arnFits = addArn(cells);

    if (!arnFits || !isFinding(cells, origin)) {
      return Optional.empty();
    }

    addType(cells);
    addSeverity(cells);
    cells.putIfAbsent("is_sample", false);
    cells.put("version_hash", hash(line));
    cells.put("finding_json", line);
    cells.put("source_uri", origin.uri());
    cells.put("source_line", origin.line());
    cells.put("exported_at", micros(origin.exportedAt()));
    cells.put("ingested_at", micros(origin.ingestedAt()));
    return Optional.of(cells);
  }

  private static Optional<?> cell(Finding finding, Column column) {
    return switch (column.rule()) {
      case "text" -> first(finding, column, Values::text);
      case "text of ARN" -> first(finding, column, Values::text).map(Oracle::lastOfArn);
      case "text or number" -> first(finding, column, Values::textOrNumber);
      case "whole" -> first(finding, column, Values::whole);
      case "small" -> first(finding, column, Values::small);
      case "decimal" -> first(finding, column, Values::decimal);
      case "flag" -> first(finding, column, Values::flag);
      case "time" -> first(finding, column, Values::time);
      case "any" -> all(finding, column, false, Values::flag).stream().reduce(Boolean::logicalOr);
      case "sum" -> all(finding, column, false, Values::whole).stream().reduce(Oracle::sum);
      case "count" ->
          column.sources().stream().flatMap(s -> s.count(finding).stream()).reduce(Integer::sum);
      case "list" -> list(new LinkedHashSet<>(texts(finding, column)));
      case "sequence" -> list(texts(finding, column));
      case "sorted" -> list(sorted(texts(finding, column).stream()));
      case "sorted, lower case" ->
          list(sorted(texts(finding, column).stream().map(text -> text.toLowerCase(Locale.ROOT))));
      case "sorted, of ARN" -> list(sorted(texts(finding, column).stream().map(Oracle::lastOfArn)));
      case "sorted, with EC2 ids" ->
          list(sorted(texts(finding, column).stream().flatMap(Oracle::withEc2Id)));
      case "map" -> map(finding, column);
      default -> throw new IllegalStateException("no rule " + column.rule());
    };
  }

  private static <T> Optional<T> first(
      Finding finding, Column column, Function<Json, Optional<T>> reading) {
    for (Source source : column.sources()) {
      for (Source.Placed placed : source.values(finding, false)) {
        Optional<T> value = reading.apply(placed.value());

        if (value.isPresent()) {
          return value;
        }
      }
    }

    return Optional.empty();
  }

  private static <T> List<T> all(
      Finding finding, Column column, boolean forList, Function<Json, Optional<T>> reading) {
    List<Source.Placed> placed = new ArrayList<>();

    for (Source source : column.sources()) {
      placed.addAll(source.values(finding, forList));
    }

    return placed.stream()
        .sorted(Comparator.comparingInt(Source.Placed::place))
        .flatMap(value -> reading.apply(value.value()).stream())
        .toList();
  }

  private static List<String> texts(Finding finding, Column column) {
    return all(finding, column, true, Values::text);
  }

  private static Optional<List<String>> list(Collection<String> texts) {
    return texts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(texts));
  }

  private static Collection<String> sorted(Stream<String> texts) {
    TreeSet<String> sorted = new TreeSet<>(BY_BYTES);
    texts.forEach(sorted::add);
    return sorted;
  }

  private static Optional<Map<String, String>> map(Finding finding, Column column) {
    Map<String, String> entries = new LinkedHashMap<>();

    for (Source source : column.sources()) {
      source.entries(finding).forEach(entries::putIfAbsent);
    }

    return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
  }

  private static Long sum(Long a, Long b) {
    BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
    return sum.max(BigInteger.valueOf(Long.MIN_VALUE))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  private static String lastOfArn(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    return text.startsWith("arn:") && !last.isEmpty() ? last : text;
  }

  private static Stream<String> withEc2Id(String text) {
    return EC2_ARN.matcher(text).lookingAt() ? Stream.of(text, lastOfArn(text)) : Stream.of(text);
  }

  private static boolean addArn(Map<String, Object> cells) {
    if (!cells.containsKey("arn")) {
      return true;
    }

    Matcher arn = ARN.matcher((String) cells.get("arn"));

    if (!arn.matches()
        || !arn.group(2).equals(cells.get("region"))
        || !arn.group(3).equals(cells.get("account_id"))
        || !arn.group(5).equals(cells.get("finding_id"))) {
      return false;
    }

    cells.putIfAbsent("aws_partition", arn.group(1));
    cells.putIfAbsent("detector_id", arn.group(4));
    return true;
  }

  private static boolean isFinding(Map<String, Object> cells, Origin origin) {
    List<String> needed =
        List.of("finding_id", "account_id", "region", "finding_type", "updated_at");

    if (!cells.keySet().containsAll(needed) || !cells.containsKey("severity_score")) {
      return false;
    }

    long updatedAt = (Long) cells.get("updated_at");
    return (Double) cells.get("severity_score") >= 0
        && updatedAt >= micros(Instant.parse("2017-01-01T00:00:00Z"))
        && updatedAt < micros(Instant.parse("2100-01-01T00:00:00Z"))
        && updatedAt <= micros(origin.exportedAt().plus(Duration.ofHours(24)));
  }

  private static void addType(Map<String, Object> cells) {
    Matcher type = TYPE.matcher((String) cells.get("finding_type"));

    if (!type.matches() || ((String) cells.get("finding_type")).endsWith("/")) {
      return;
    }

    String[] names = {
      "threat_purpose", "resource_affected", "threat_family", "detection_mechanism", "artifact"
    };

    for (int i = 0; i < names.length; i++) {
      String part = type.group(i + 1);

      if (part != null && !part.isEmpty()) {
        cells.put(names[i], part);
      }
    }
  }

  private static void addSeverity(Map<String, Object> cells) {
    double score = (Double) cells.get("severity_score");
    cells.put(
        "severity", score < 4 ? "LOW" : score < 7 ? "MEDIUM" : score < 9 ? "HIGH" : "CRITICAL");
  }

  private static long hash(byte[] line) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(line)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Map<String, Column> readTable() {
    Map<String, Column> columns = new LinkedHashMap<>();
    List<Source> sources = new ArrayList<>();

    for (String line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }

      if (line.startsWith("  ")) {
        sources.add(Source.parse(line.strip()));
        continue;
      }

      String[] heading = line.split(": ", 2);
      sources = new ArrayList<>();
      columns.put(heading[0], new Column(heading[1], sources));
    }

    return columns;
  }

  private static List<String> lines() {
    try (InputStream in = Oracle.class.getResourceAsStream("oracle-columns.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("oracle-columns.txt cannot be read", e);
    }
  }
}
