package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Why a sequence or one of its signals is held for an attack. */
final class SequenceIndicators {
  private SequenceIndicators() {}

  /** Tactic and technique, and some of what else there may be. */
  static void ofSequence(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    int tactic = dice.between(0, Words.TACTICS.size() - 4);
    int technique = dice.between(0, Words.TECHNIQUES.size() - 3);
    write(json, "ATTACK_TACTIC", Words.TACTICS.subList(tactic, tactic + 3));
    write(json, "ATTACK_TECHNIQUE", Words.TECHNIQUES.subList(technique, technique + 2));
    network(json, scene);
    behavior(json, scene);
    workload(json, scene);
    posture(json, scene);
  }

  static void ofSignal(Json json, Scene scene) throws IOException {
    write(json, "ATTACK_TACTIC", List.of(scene.latest().pick(Words.TACTICS)));
    write(json, "ATTACK_TECHNIQUE", List.of(scene.latest().pick(Words.TECHNIQUES)));
  }

  private static void network(Json json, Scene scene) throws IOException {
    List<String> address = List.of(scene.remote().address());
    List<String> domain = List.of(scene.domain());
    List<String> organization = List.of(scene.remote().place().organization());
    some(json, scene, "MALICIOUS_IP", address);
    some(json, scene, "TOR_IP", address);
    some(json, scene, "SUSPICIOUS_NETWORK", organization);
    some(json, scene, "CRYPTOMINING_IP", address);
    some(json, scene, "MALICIOUS_DOMAIN", domain);
    some(json, scene, "CRYPTOMINING_DOMAIN", domain);
    some(json, scene, "UNUSUAL_ASN_FOR_ACCOUNT", organization);
    some(json, scene, "UNUSUAL_ASN_FOR_USER", organization);
  }

  private static void behavior(Json json, Scene scene) throws IOException {
    String api = scene.call().service().replace(".amazonaws.com", "") + ":" + scene.call().api();
    some(json, scene, "SUSPICIOUS_USER_AGENT", List.of("Boto3/1.35.20 Kali"));
    some(json, scene, "HIGH_RISK_API", List.of(api));
    some(json, scene, "UNUSUAL_API_FOR_ACCOUNT", List.of(api));
  }

  private static void workload(Json json, Scene scene) throws IOException {
    some(json, scene, "SUSPICIOUS_PROCESS", List.of(scene.program()));
    some(json, scene, "MALICIOUS_PROCESS", List.of(scene.program()));
    some(json, scene, "CRYPTOMINING_PROCESS", List.of("/tmp/xmrig"));
    some(json, scene, "MALICIOUS_FILE", List.of("/tmp/.x/payload.bin"));
    some(json, scene, "MALICIOUS_PACKAGE", List.of("pkg:npm/example-left-pad@1.3.1"));
  }

  private static void posture(Json json, Scene scene) throws IOException {
    some(json, scene, "VULNERABILITY", List.of("CVE-2024-0000"));
    some(json, scene, "MISCONFIGURATION", List.of("EC2.8"));
    some(json, scene, "REACHABILITY", List.of("Open to the internet on port 22"));
    some(json, scene, "SENSITIVE_DATA", List.of("PERSONAL_INFORMATION"));
  }

  private static void some(Json json, Scene scene, String key, List<String> values)
      throws IOException {
    if (scene.latest().chance(0.2)) {
      write(json, key, values);
    }
  }

  private static void write(Json json, String key, List<String> values) throws IOException {
    String words = key.replace('_', ' ');
    String title = words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    json.element(one -> one.text("key", key).texts("values", values).text("title", title));
  }
}
