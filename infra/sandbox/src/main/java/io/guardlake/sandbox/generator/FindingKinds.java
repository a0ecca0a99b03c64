package io.guardlake.sandbox.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The catalog of finding kinds, read once from a table among the resources. */
final class FindingKinds {
  private static final String TABLE = "finding-kinds.tsv";
  private static final int COLUMNS = 7;
  private static final List<FindingKind> ALL = read();
  private static final int[] WEIGHTS_UP_TO = sumWeights();

  private FindingKinds() {}

  static List<FindingKind> all() {
    return ALL;
  }

  /** A kind, each with a chance in proportion to its weight. */
  static FindingKind draw(Dice dice) {
    int drawn = dice.between(1, WEIGHTS_UP_TO[WEIGHTS_UP_TO.length - 1]);
    int place = Arrays.binarySearch(WEIGHTS_UP_TO, drawn);
    return ALL.get(place >= 0 ? place : -place - 1);
  }

  private static int[] sumWeights() {
    int[] sums = new int[ALL.size()];
    int sum = 0;

    for (int index = 0; index < sums.length; index++) {
      sum += ALL.get(index).weight();
      sums[index] = sum;
    }

    return sums;
  }

  private static List<FindingKind> read() {
    InputStream table = FindingKinds.class.getResourceAsStream(TABLE);

    if (table == null) {
      throw new IllegalStateException(
          "The resource " + TABLE + " is missing from Guardlake's jar.");
    }

    List<FindingKind> kinds = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          kinds.add(parse(line));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("Could not read the resource " + TABLE + ".", failure);
    }

    return List.copyOf(kinds);
  }

  private static FindingKind parse(String line) {
    String[] columns = line.split("\t", -1);

    if (columns.length != COLUMNS) {
      throw new IllegalStateException("A line of " + TABLE + " has not 7 columns: " + line);
    }

    return new FindingKind(
        columns[0],
        Subject.ofResourceType(columns[1]),
        Activity.valueOf(columns[2]),
        Integer.parseInt(columns[3]),
        Integer.parseInt(columns[4]),
        columns[5],
        columns[6]);
  }
}
