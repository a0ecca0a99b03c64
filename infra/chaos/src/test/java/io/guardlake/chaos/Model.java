package io.guardlake.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must be in the tables by the contract, told by what was written into the export: each
 * distinct version of each finding once, and each bad line once in quarantine. Of an object that
 * vanishes before it is surely read, either is right: its rows, or that it is gone.
 *
 * <p>Written from the documentation; it shares no code with the product. Safe for several threads.
 */
final class Model {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<Version> certain = new HashSet<>();
  private final Set<Refusal> refused = new TreeSet<>(ORDER);
  private final Map<String, Set<Version>> vanished = new HashMap<>();
  private long objects;
  private long lines;

  private static final java.util.Comparator<Refusal> ORDER =
      java.util.Comparator.comparing(Refusal::key)
          .thenComparing(Refusal::line)
          .thenComparing(Refusal::reason);

  /** An object that stays, and its bad lines. */
  synchronized void stays(String key, List<byte[]> findings, List<Refusal> bad) {
    objects++;
    lines += findings.size() + bad.size();
    findings.forEach(line -> certain.add(version(line)));
    refused.addAll(bad);
  }

  /** An object that was there for a while. */
  synchronized void vanishes(String key, List<byte[]> findings) {
    objects++;
    lines += findings.size();
    vanished.put(
        key, findings.stream().map(Model::version).collect(Collectors.toUnmodifiableSet()));
  }

  synchronized long objects() {
    return objects;
  }

  synchronized long lines() {
    return lines;
  }

  synchronized long versions() {
    return certain.size();
  }

  /** What is still to come before the tables can be complete; nothing when it is all there. */
  synchronized List<String> missing(Set<Version> versions, Set<Refusal> quarantine) {
    List<String> missing = new ArrayList<>();
    certain.stream()
        .filter(version -> !versions.contains(version))
        .forEach(version -> missing.add("lost: " + version));
    refused.stream()
        .filter(refusal -> !quarantine.contains(refusal))
        .forEach(refusal -> missing.add("lost: " + refusal));
    return missing;
  }

  /** What is in the tables and must not be there. */
  synchronized List<String> surplus(Set<Version> versions, Set<Refusal> quarantine) {
    Set<Version> allowed = new HashSet<>(certain);
    vanished.values().forEach(allowed::addAll);
    List<String> surplus = new ArrayList<>();
    versions.stream()
        .filter(version -> !allowed.contains(version))
        .forEach(version -> surplus.add("never written: " + version));
    quarantine.stream()
        .filter(refusal -> !refused.contains(refusal) && !isGone(refusal))
        .forEach(refusal -> surplus.add("wrongly refused: " + refusal));

    for (Map.Entry<String, Set<Version>> object : vanished.entrySet()) {
      long there =
          object.getValue().stream()
              .filter(version -> versions.contains(version) && !certain.contains(version))
              .count();
      long all = object.getValue().stream().filter(version -> !certain.contains(version)).count();
      boolean told = quarantine.contains(new Refusal(object.getKey(), 0, "not_found"));

      if (there > 0 && there < all && !told) {
        surplus.add("read in part without a word: " + object.getKey());
      }
    }

    return surplus;
  }

  private boolean isGone(Refusal refusal) {
    return vanished.containsKey(refusal.key())
        && refusal.line() == 0
        && refusal.reason().equals("not_found");
  }

  /** The version that a line is, by the contract. */
  static Version version(byte[] line) {
    try {
      JsonNode finding = JSON.readTree(line);
      Instant updatedAt = Instant.parse(finding.path("updatedAt").asText());
      return new Version(
          finding.path("accountId").asText(),
          finding.path("region").asText(),
          finding.path("id").asText(),
          ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt),
          hash(line));
    } catch (IOException e) {
      throw new UncheckedIOException("The generator made a line that is no JSON.", e);
    }
  }

  static long hash(byte[] line) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(line)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
