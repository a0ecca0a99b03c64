package io.guardlake.jobs.alert.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once for a connection, and gives the very addresses that were checked to whoever
 * connects: a second resolution could answer otherwise.
 */
final class CheckedResolver implements DnsResolver {
  private final DnsResolver resolver;
  private final boolean internal;

  CheckedResolver(DnsResolver resolver, boolean internal) {
    this.resolver = resolver;
    this.internal = internal;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(host);
    List<InetAddress> inside =
        Stream.of(addresses)
            .filter(address -> !internal && !AddressRules.isPublic(address))
            .toList();

    if (!inside.isEmpty()) {
      throw new RefusedAddressException(inside.get(0));
    }

    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolver.resolveCanonicalHostname(host);
  }
}
