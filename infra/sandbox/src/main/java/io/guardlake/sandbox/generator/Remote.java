package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/**
 * A host on the internet, and the {@code remoteIpDetails} block about it.
 *
 * @param addressV6 null for most hosts
 */
record Remote(String address, String addressV6, Place place, boolean wholeDegrees) {
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  static Remote draw(Dice dice) {
    String address = dice.pick(NETWORKS) + dice.between(1, 254);
    // The same address is always in the same place.
    Place place = Place.ALL.get(Math.floorMod(address.hashCode(), Place.ALL.size()));
    String addressV6 =
        dice.chance(0.1) ? "2001:db8:" + dice.hex(4) + "::" + dice.between(1, 9999) : null;
    return new Remote(address, addressV6, place, dice.chance(0.05));
  }

  void write(Json json) throws IOException {
    json.object("remoteIpDetails", this::fields);
  }

  private void fields(Json json) throws IOException {
    json.text("ipAddressV4", address);

    if (addressV6 != null) {
      json.text("ipAddressV6", addressV6);
    }

    json.object(
        "organization",
        organization ->
            organization
                .text("asn", Integer.toString(place.asn()))
                .text("asnOrg", place.organization())
                .text("isp", place.organization())
                .text("org", place.organization()));
    json.object(
        "country",
        country ->
            country.text("countryCode", place.countryCode()).text("countryName", place.country()));
    json.object("city", city -> city.text("cityName", place.city()));
    json.object("geoLocation", this::location);
  }

  private void location(Json json) throws IOException {
    if (wholeDegrees) {
      json.number("lat", Math.round(place.latitude())).number("lon", Math.round(place.longitude()));
      return;
    }

    json.decimal("lat", place.latitude()).decimal("lon", place.longitude());
  }
}
