package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/**
 * A host on the internet, and the {@code remoteIpDetails} block about it.
 *
 * @param addressV6 null for most hosts
 */
record Remote(String address, String addressV6, Place place, Form form) {
  /** How the block is written; what is unusual is seen in real exports now and then. */
  enum Form {
    USUAL,
    /** The position in whole numbers. */
    WHOLE_DEGREES,
    /** As years ago: a number for an unknown network, and no country code. */
    OLD
  }

  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  static Remote draw(Dice dice) {
    String address = dice.pick(NETWORKS) + dice.between(1, 254);
    // The same address is always in the same place.
    Place place = Place.ALL.get(Math.floorMod(address.hashCode(), Place.ALL.size()));
    String addressV6 =
        dice.chance(0.2) ? "2001:db8:" + dice.hex(4) + "::" + dice.between(1, 9999) : null;
    return new Remote(address, addressV6, place, drawForm(dice));
  }

  private static Form drawForm(Dice dice) {
    if (dice.chance(0.92)) {
      return Form.USUAL;
    }

    return dice.chance(0.7) ? Form.WHOLE_DEGREES : Form.OLD;
  }

  void write(Json json) throws IOException {
    json.object("remoteIpDetails", this::fields);
  }

  private void fields(Json json) throws IOException {
    json.text("ipAddressV4", address);

    if (addressV6 != null) {
      json.text("ipAddressV6", addressV6);
    }

    json.object("organization", this::organization);
    json.object("country", this::country);
    json.object("city", city -> city.text("cityName", place.city()));
    json.object("geoLocation", this::location);
  }

  private void organization(Json json) throws IOException {
    if (form == Form.OLD) {
      json.number("asn", -1);
    } else {
      json.text("asn", Integer.toString(place.asn())).text("asnOrg", place.organization());
    }

    json.text("isp", place.organization()).text("org", place.organization());
  }

  private void country(Json json) throws IOException {
    if (form != Form.OLD) {
      json.text("countryCode", place.countryCode());
    }

    json.text("countryName", place.country());
  }

  private void location(Json json) throws IOException {
    if (form != Form.USUAL) {
      json.number("lat", Math.round(place.latitude())).number("lon", Math.round(place.longitude()));
      return;
    }

    json.decimal("lat", place.latitude()).decimal("lon", place.longitude());
  }
}
