package io.guardlake.sandbox.generator;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * What to generate. The same settings always give the same lines in the same objects.
 *
 * @param findings distinct findings, 1 to 1,000,000,000
 * @param meanUpdates how often a finding is exported again on average (geometrically distributed
 *     over those that GuardDuty updates; those of malware scans it doesn't); a finding is exported
 *     at most once each 5 minutes, so a very large mean over few days is not reached
 * @param days export days, 1 to 3000
 * @param lastDay the last export day, UTC
 * @param perFile findings in an object at most; an object holds findings of one account and region
 *     exported at the same time, so some hold fewer
 * @param seed any number
 * @param accounts accounts, 1 to 1000
 * @param regions region names, each used by each account
 * @param prefix the key prefix before {@code AWSLogs/}, empty or ending with a slash
 * @param duplicates the share of lines exported a second time, unchanged, 0 to 1
 */
public record GeneratorSettings(
    int findings,
    double meanUpdates,
    int days,
    LocalDate lastDay,
    int perFile,
    long seed,
    int accounts,
    List<String> regions,
    String prefix,
    double duplicates) {

  private static final List<String> DEFAULT_REGIONS =
      List.of("us-east-1", "eu-west-1", "ap-northeast-1");

  public GeneratorSettings {
    requireNonNull(lastDay, "lastDay is null");
    requireNonNull(prefix, "prefix is null");
    regions = List.copyOf(requireNonNull(regions, "regions is null"));
    requireBetween("findings", findings, 1, 1_000_000_000);
    requireBetween("days", days, 1, 3000);
    requireBetween("perFile", perFile, 1, 10_000_000);
    requireBetween("accounts", accounts, 1, 1000);

    if (!(meanUpdates >= 0 && meanUpdates <= 1000)) {
      throw new IllegalArgumentException(
          "meanUpdates must be from 0 to 1000, not " + meanUpdates + ".");
    }

    if (!(duplicates >= 0 && duplicates <= 1)) {
      throw new IllegalArgumentException("duplicates must be from 0 to 1, not " + duplicates + ".");
    }

    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions is empty; name at least one region.");
    }

    if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
      throw new IllegalArgumentException(
          "prefix must be empty, or end but not begin with a slash, not: " + prefix);
    }
  }

  /**
   * 1,000 findings with one update on average over 7 days, one finding an object, 3 accounts with 3
   * regions each.
   */
  public static GeneratorSettings endingOn(LocalDate lastDay) {
    return new GeneratorSettings(1000, 1, 7, lastDay, 1, 1, 3, DEFAULT_REGIONS, "", 0);
  }

  public GeneratorSettings withFindings(int newFindings) {
    return new GeneratorSettings(
        newFindings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        accounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withMeanUpdates(double newMeanUpdates) {
    return new GeneratorSettings(
        findings,
        newMeanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        accounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withDays(int newDays) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        newDays,
        lastDay,
        perFile,
        seed,
        accounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withPerFile(int newPerFile) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        newPerFile,
        seed,
        accounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withSeed(long newSeed) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        newSeed,
        accounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withAccounts(int newAccounts) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        newAccounts,
        regions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withRegions(List<String> newRegions) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        accounts,
        newRegions,
        prefix,
        duplicates);
  }

  public GeneratorSettings withPrefix(String newPrefix) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        accounts,
        regions,
        newPrefix,
        duplicates);
  }

  public GeneratorSettings withDuplicates(double newDuplicates) {
    return new GeneratorSettings(
        findings,
        meanUpdates,
        days,
        lastDay,
        perFile,
        seed,
        accounts,
        regions,
        prefix,
        newDuplicates);
  }

  private static void requireBetween(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be from " + low + " to " + high + ", not " + value + ".");
    }
  }
}
