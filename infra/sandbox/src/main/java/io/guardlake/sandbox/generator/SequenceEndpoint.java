package io.guardlake.sandbox.generator;

import java.io.IOException;

/**
 * The other end of an attack sequence: an address, or a domain that was asked for.
 *
 * @param remote null where only the domain is known
 * @param domain null where only the address is known
 */
record SequenceEndpoint(String id, Remote remote, String domain, int port, String direction) {
  SequenceStep.Endpoint kind() {
    return remote == null ? SequenceStep.Endpoint.DOMAIN : SequenceStep.Endpoint.ADDRESS;
  }

  void write(Json json) throws IOException {
    json.text("id", id);

    if (remote == null) {
      json.text("domain", domain);
    } else {
      address(json);
    }

    json.number("port", port);
    json.object("connection", connection -> connection.text("direction", direction));
  }

  private void address(Json json) throws IOException {
    Place place = remote.place();
    json.text("ip", remote.address());
    json.object(
        "location",
        location ->
            location
                .text("city", place.city())
                .text("country", place.country())
                .decimal("lat", place.latitude())
                .decimal("lon", place.longitude()));
    json.object(
        "autonomousSystem",
        system -> system.text("name", place.organization()).number("number", place.asn()));
  }
}
