package io.guardlake.sandbox.generator;

import java.util.List;
import java.util.Map;

/** Ports by what is done through them. */
final class RemotePort {
  private static final Map<Integer, String> NAMES =
      Map.of(
          22, "SSH", 25, "SMTP", 53, "DNS", 80, "HTTP", 443, "HTTPS", 3389, "RDP", 5985, "WinRM");

  private RemotePort() {}

  /** The port of the remote host in findings of a type. */
  static int of(String type, Dice dice) {
    if (type.contains("Bitcoin") || type.contains("CryptoCurrency")) {
      return dice.pick(List.of(3333, 4444, 14_444));
    }

    if (type.contains("Tor")) {
      return dice.pick(List.of(9001, 9030, 443));
    }

    if (type.contains("Spambot")) {
      return 25;
    }

    if (type.contains("WinRM")) {
      return 5985;
    }

    if (type.contains("UnusualDoH")) {
      return 443;
    }

    if (type.contains("UnusualDoT")) {
      return 853;
    }

    if (type.contains("UnusualDNSResolver") || type.contains("DenialOfService.Dns")) {
      return 53;
    }

    return dice.chance(0.5) ? 443 : dice.between(1024, 65_535);
  }

  /** As GuardDuty names a port. */
  static String name(int port) {
    return NAMES.getOrDefault(port, "Unknown");
  }
}
