package io.guardlake.sandbox.generator;

/**
 * One detector: an account in a region.
 *
 * @param index its number, from 0
 */
record Origin(int index, String accountId, String region, String detectorId) {
  static Origin of(GeneratorSettings settings, int index) {
    int account = index / settings.regions().size();
    String region = settings.regions().get(index % settings.regions().size());
    // The account's number comes first, so that no two accounts of a run are the same.
    String accountId = (1000 + account) + Dice.of(settings.seed(), "account", account).digits(8);
    String detectorId = Dice.of(settings.seed(), "detector", index).hex(32);
    return new Origin(index, accountId, region, detectorId);
  }

  static int count(GeneratorSettings settings) {
    return settings.accounts() * settings.regions().size();
  }

  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  String findingArn(String findingId) {
    return arn("guardduty", "detector/" + detectorId + "/finding/" + findingId);
  }

  String iamArn(String resource) {
    return "arn:aws:iam::" + accountId + ":" + resource;
  }
}
