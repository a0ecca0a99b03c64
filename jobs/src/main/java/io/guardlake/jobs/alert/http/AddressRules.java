package io.guardlake.jobs.alert.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a webhook may be at. A webhook's name may be resolved by whoever owns its domain,
 * so what it resolves to must not be inside: other hosts, the metadata service, this host.
 *
 * <p>The ranges are those that IANA's special-purpose address registries mark as not globally
 * reachable.
 */
final class AddressRules {
  private static final List<IPAddress> INSIDE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(range -> new IPAddressString(range).getAddress())
          .toList();

  private AddressRules() {}

  /** Whether an address is out in the Internet. */
  static boolean isPublic(InetAddress address) {
    IPAddress found =
        new IPAddressString(address.getHostAddress()).getAddress().withoutPrefixLength();

    // Java makes IPv4 addresses of mapped ones; this is for those that come another way.
    IPAddress plain =
        found.isIPv6() && found.toIPv6().isIPv4Mapped()
            ? found.toIPv6().getEmbeddedIPv4Address()
            : found;
    return INSIDE.stream().noneMatch(range -> range.contains(plain));
  }
}
