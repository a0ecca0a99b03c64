package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a sequence or one of its signals is held for an attack: values by the indicators' keys. */
final class SequenceIndicators {
  private SequenceIndicators() {}

  /** Tactic and technique, and some of what else the step may have. */
  static Map<String, List<String>> ofSignal(
      SequenceStep step, SequenceActor actor, SequenceEndpoint endpoint, Dice dice) {
    Map<String, List<String>> indicators = new LinkedHashMap<>();
    indicators.put("ATTACK_TACTIC", List.of(step.tactic()));
    indicators.put("ATTACK_TECHNIQUE", List.of(step.technique()));

    for (String key : step.indicators()) {
      if (dice.chance(0.6)) {
        indicators.put(key, List.of(value(key, step, actor, endpoint, dice)));
      }
    }

    return indicators;
  }

  /** The indicators of all signals, each value once. */
  static Map<String, List<String>> ofSequence(List<SequenceSignal> signals) {
    Map<String, List<String>> all = new LinkedHashMap<>();

    for (SequenceSignal signal : signals) {
      signal
          .indicators()
          .forEach(
              (key, values) -> {
                List<String> known = all.computeIfAbsent(key, absent -> new ArrayList<>());
                values.stream().filter(value -> !known.contains(value)).forEach(known::add);
              });
    }

    return all;
  }

  static void write(Json json, Map<String, List<String>> indicators) throws IOException {
    for (Map.Entry<String, List<String>> indicator : indicators.entrySet()) {
      String words = indicator.getKey().replace('_', ' ');
      String title = words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
      json.element(
          one ->
              one.text("key", indicator.getKey())
                  .texts("values", indicator.getValue())
                  .text("title", title));
    }
  }

  private static String value(
      String key, SequenceStep step, SequenceActor actor, SequenceEndpoint endpoint, Dice dice) {
    return switch (key) {
      case "MALICIOUS_IP", "TOR_IP", "CRYPTOMINING_IP" -> endpoint.remote().address();
      case "SUSPICIOUS_NETWORK", "UNUSUAL_ASN_FOR_ACCOUNT", "UNUSUAL_ASN_FOR_USER" ->
          endpoint.remote().place().organization();
      case "MALICIOUS_DOMAIN", "CRYPTOMINING_DOMAIN" -> endpoint.domain();
      case "HIGH_RISK_API", "UNUSUAL_API_FOR_ACCOUNT" -> step.name();
      case "SUSPICIOUS_PROCESS", "MALICIOUS_PROCESS" -> actor.program();
      case "CRYPTOMINING_PROCESS" -> "/tmp/xmrig";
      case "SUSPICIOUS_USER_AGENT" -> "Boto3/1.35.20 Python/3.12.6 Linux/6.8.11-kali2-amd64";
      case "MALICIOUS_FILE" -> "/tmp/.x/" + dice.alphanumeric(8);
      case "MALICIOUS_PACKAGE" -> "pkg:npm/example-left-pad@1.3.1";
      case "VULNERABILITY" -> "CVE-2024-0000";
      case "MISCONFIGURATION" -> "Public access is not blocked";
      case "REACHABILITY" -> "Reachable from the internet";
      case "SENSITIVE_DATA" -> "PERSONAL_INFORMATION";
      default -> throw new IllegalStateException("No values are known for the indicator " + key);
    };
  }
}
