package io.guardlake.sandbox.generator;

import java.util.List;

/** Where a remote address is said to be, and whose network it is in. */
record Place(
    String city,
    String countryCode,
    String country,
    double latitude,
    double longitude,
    int asn,
    String organization) {

  static final List<Place> ALL = Table.rows("places.tsv", 7).stream().map(Place::parse).toList();

  private static Place parse(List<String> row) {
    return new Place(
        row.get(0),
        row.get(1),
        row.get(2),
        Double.parseDouble(row.get(3)),
        Double.parseDouble(row.get(4)),
        Integer.parseInt(row.get(5)),
        row.get(6));
  }
}
