package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Why a sequence or one of its signals is held for an attack. */
final class SequenceIndicators {
  private static final Set<String> ACRONYMS = Set.of("API", "ASN", "IP");

  private SequenceIndicators() {}

  /** Tactic and technique, and some of what else there may be. */
  static void ofSequence(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    int tactic = dice.between(0, Words.TACTICS.size() - 4);
    int technique = dice.between(0, Words.TECHNIQUES.size() - 3);
    write(json, "ATTACK_TACTIC", Words.TACTICS.subList(tactic, tactic + 3));
    write(json, "ATTACK_TECHNIQUE", Words.TECHNIQUES.subList(technique, technique + 2));
    others(json, scene, 0.2);
  }

  static void ofSignal(Json json, Scene scene) throws IOException {
    write(json, "ATTACK_TACTIC", List.of(scene.latest().pick(Words.TACTICS)));
    write(json, "ATTACK_TECHNIQUE", List.of(scene.latest().pick(Words.TECHNIQUES)));
    others(json, scene, 0.06);
  }

  private static void others(Json json, Scene scene, double share) throws IOException {
    network(json, scene, share);
    behavior(json, scene, share);
    workload(json, scene, share);
    posture(json, scene, share);
  }

  private static void network(Json json, Scene scene, double share) throws IOException {
    List<String> address = List.of(scene.remote().address());
    List<String> domain = List.of(scene.domain());
    List<String> organization = List.of(scene.remote().place().organization());
    some(json, scene, share, "MALICIOUS_IP", address);
    some(json, scene, share, "TOR_IP", address);
    some(json, scene, share, "SUSPICIOUS_NETWORK", organization);
    some(json, scene, share, "CRYPTOMINING_IP", address);
    some(json, scene, share, "MALICIOUS_DOMAIN", domain);
    some(json, scene, share, "CRYPTOMINING_DOMAIN", domain);
    some(json, scene, share, "UNUSUAL_ASN_FOR_ACCOUNT", organization);
    some(json, scene, share, "UNUSUAL_ASN_FOR_USER", organization);
  }

  private static void behavior(Json json, Scene scene, double share) throws IOException {
    String api = scene.call().service().replace(".amazonaws.com", "") + ":" + scene.call().api();
    some(json, scene, share, "SUSPICIOUS_USER_AGENT", List.of("Boto3/1.35.20 Kali"));
    some(json, scene, share, "HIGH_RISK_API", List.of(api));
    some(json, scene, share, "UNUSUAL_API_FOR_ACCOUNT", List.of(api));
  }

  private static void workload(Json json, Scene scene, double share) throws IOException {
    some(json, scene, share, "SUSPICIOUS_PROCESS", List.of(scene.program()));
    some(json, scene, share, "MALICIOUS_PROCESS", List.of(scene.program()));
    some(json, scene, share, "CRYPTOMINING_PROCESS", List.of("/tmp/xmrig"));
    some(json, scene, share, "MALICIOUS_FILE", List.of("/tmp/.x/payload.bin"));
    some(json, scene, share, "MALICIOUS_PACKAGE", List.of("pkg:npm/example-left-pad@1.3.1"));
  }

  private static void posture(Json json, Scene scene, double share) throws IOException {
    some(json, scene, share, "VULNERABILITY", List.of("CVE-2021-44228"));
    some(json, scene, share, "MISCONFIGURATION", List.of("EC2.8"));
    some(json, scene, share, "REACHABILITY", List.of("Open to the internet on port 22"));
    some(json, scene, share, "SENSITIVE_DATA", List.of("PERSONAL_INFORMATION"));
  }

  private static void some(Json json, Scene scene, double share, String key, List<String> values)
      throws IOException {
    if (scene.latest().chance(share)) {
      write(json, key, values);
    }
  }

  private static void write(Json json, String key, List<String> values) throws IOException {
    json.element(one -> one.text("key", key).texts("values", values).text("title", title(key)));
  }

  /** The key in words, such as "Unusual API for account". */
  private static String title(String key) {
    StringJoiner title = new StringJoiner(" ");

    for (String word : key.split("_", -1)) {
      boolean first = title.length() == 0;
      String small = word.toLowerCase(Locale.ROOT);
      String started = first ? word.charAt(0) + small.substring(1) : small;
      title.add(ACRONYMS.contains(word) ? word : started);
    }

    return title.toString();
  }
}
