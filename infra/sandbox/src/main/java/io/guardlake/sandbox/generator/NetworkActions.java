package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** Actions seen on the network: connections, queries and probes. */
final class NetworkActions {
  private NetworkActions() {}

  static void connection(Json json, Scene scene, boolean inbound) throws IOException {
    Dice dice = scene.latest();
    int servicePort = scene.kind().type().contains("RDP") ? 3389 : 22;
    int ephemeralPort = dice.between(32_768, 60_999);
    json.object(
        "networkConnectionAction",
        connection -> {
          connection.text("connectionDirection", inbound ? "INBOUND" : "OUTBOUND");
          port(connection, "localPortDetails", inbound ? servicePort : ephemeralPort);
          connection.text("protocol", protocol(scene.kind().type()));
          scene.network().writeLocalIp(connection);
          scene.remote().write(connection);
          port(connection, "remotePortDetails", inbound ? ephemeralPort : scene.remotePort());
          connection.flag("blocked", dice.chance(0.1));
          connection.text("localNetworkInterface", scene.network().interfaceId());
        });
  }

  private static String protocol(String type) {
    if (type.contains("UnusualProtocol")) {
      return "GRE";
    }

    boolean datagrams =
        type.contains(".Udp") || type.contains(".Dns") || type.contains("UnusualDNSResolver");
    return datagrams || type.contains("VolumeUnusual") ? "UDP" : "TCP";
  }

  static void query(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    json.object(
        "dnsRequestAction",
        query -> {
          query.text("domain", scene.domain());
          query.text("protocol", dice.chance(0.2) ? "0" : "UDP");
          query.flag("blocked", dice.chance(0.15));
          query.text("domainWithSuffix", scene.domain());
          query.text("vpcOwnerAccountId", scene.origin().accountId());
        });
  }

  static void probes(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    int count = dice.between(2, 4);
    List<Integer> ports =
        scene.kind().type().contains("EMR") ? List.of(8088) : List.of(22, 80, 443, 3389, 8088);
    json.object(
        "portProbeAction",
        action -> {
          action.flag("blocked", dice.chance(0.1));
          action.array(
              "portProbeDetails",
              probes -> {
                for (int probe = 0; probe < count; probe++) {
                  Remote prober = probe == 0 ? scene.remote() : Remote.draw(dice);
                  int port = dice.pick(ports);
                  probes.element(one -> probe(one, scene, prober, port));
                }
              });
        });
  }

  private static void probe(Json json, Scene scene, Remote prober, int port) throws IOException {
    port(json, "localPortDetails", port);
    scene.network().writeLocalIp(json);
    prober.write(json);
  }

  private static void port(Json json, String name, int port) throws IOException {
    json.object(
        name, details -> details.number("port", port).text("portName", RemotePort.name(port)));
  }
}
