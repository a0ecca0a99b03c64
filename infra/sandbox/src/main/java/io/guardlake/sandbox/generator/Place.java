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

  /** Autonomous system numbers are from the documentation range of RFC 5398. */
  static final List<Place> ALL =
      List.of(
          new Place(
              "Frankfurt am Main", "DE", "Germany", 50.1188, 8.6843, 64496, "Example Hosting"),
          new Place("Amsterdam", "NL", "Netherlands", 52.3759, 4.8975, 64497, "Example Transit"),
          new Place("Ashburn", "US", "United States", 39.0469, -77.4903, 64498, "Example Cloud"),
          new Place("São Paulo", "BR", "Brazil", -23.5475, -46.6361, 64499, "Exemplo Telecom"),
          new Place("Singapore", "SG", "Singapore", 1.2929, 103.8547, 64500, "Example Pacific"),
          new Place("Tokyo", "JP", "Japan", 35.6893, 139.6899, 64501, "Example Networks Japan"),
          new Place("Paris", "FR", "France", 48.8534, 2.3488, 64502, "Exemple Telecom"),
          new Place("Warsaw", "PL", "Poland", 52.2298, 21.0118, 64503, "Example Polska"),
          new Place(
              "Johannesburg", "ZA", "South Africa", -26.2023, 28.0436, 64504, "Example Africa"),
          new Place("Seoul", "KR", "South Korea", 37.566, 126.9784, 64505, "Example Korea"),
          new Place("Mumbai", "IN", "India", 19.0728, 72.8826, 64506, "Example India"),
          new Place("Toronto", "CA", "Canada", 43.7001, -79.4163, 64507, "Example North"));
}
