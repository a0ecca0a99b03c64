package io.guardlake.jobs.alert.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A webhook's name leads inside. */
final class RefusedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddressException(InetAddress address) {
    super(
        "It resolves to %s, which is no address of the public Internet; set allowInternal if that"
                .formatted(address.getHostAddress())
            + " is meant.");
  }
}
