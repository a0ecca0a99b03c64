package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.io.Serializable;
import java.util.Optional;

/**
 * A range of addresses as CIDR writes it, IPv4 or IPv6; one address is a range of one. An IPv4
 * address that is written as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address. No name is ever
 * resolved.
 */
final class Network implements Serializable {
  private static final long serialVersionUID = 1;

  private static final IPAddressStringParameters PLAIN =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowWildcardedSeparator(false)
          .allowSingleSegment(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .getParentBuilder()
          .toParams();

  private final IPAddress range;

  Network(String cidr) {
    requireNonNull(cidr, "cidr is null");
    this.range =
        parse(cidr)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("'%s' is no range of addresses".formatted(cidr)));
  }

  static boolean isOne(String cidr) {
    return parse(cidr).isPresent();
  }

  boolean contains(String address) {
    if (address.indexOf('/') >= 0) {
      return false;
    }

    return parse(address).filter(range::contains).isPresent();
  }

  private static Optional<IPAddress> parse(String text) {
    try {
      IPAddress address = new IPAddressString(text, PLAIN).toAddress();

      if (address == null || (address.isMultiple() && !address.isPrefixBlock())) {
        return Optional.empty();
      }

      if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
        return Optional.of(address.toIPv6().getEmbeddedIPv4Address());
      }

      return Optional.of(address);
    } catch (AddressStringException e) {
      return Optional.empty();
    }
  }
}
