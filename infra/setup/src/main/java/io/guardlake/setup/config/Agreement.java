package io.guardlake.setup.config;

import io.guardlake.schemas.yaml.YamlFields;
import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.arn.Partition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the fields of setup.yaml must say together. */
final class Agreement {
  private final SetupConfig config;
  private final YamlFields fields;

  private Agreement(SetupConfig config, YamlFields fields) {
    this.config = config;
    this.fields = fields;
  }

  static void check(SetupConfig config, YamlFields fields) {
    Agreement agreement = new Agreement(config, fields);
    agreement.accounts();
    agreement.key();
    agreement.partition();
    agreement.features();
    agreement.queue();
  }

  private void accounts() {
    boolean managed = config.accounts().management().isPresent();

    if (config.organization().isPresent() && !managed) {
      fields.problem(
          "organization", "needs accounts.management, which alone can delegate GuardDuty.");
    }

    if (config.bucket().owner() == AccountRole.LOGGING && config.accounts().logging().isEmpty()) {
      fields.problem("bucket", "is owned by LOGGING, but accounts.logging is missing.");
    }

    if (config.key() instanceof KeyWish.NewKey key
        && key.owner() == AccountRole.LOGGING
        && config.accounts().logging().isEmpty()) {
      fields.problem("key", "is owned by LOGGING, but accounts.logging is missing.");
    }
  }

  /** GuardDuty exports only where key and bucket share a region. */
  private void key() {
    if (!(config.key() instanceof KeyWish.ExistingKey existing)) {
      return;
    }

    KeyArn arn = existing.arn();

    if (!arn.region().equals(config.bucket().region())) {
      fields.problem(
          "key",
          "is in %s and the bucket in %s; GuardDuty exports only where they share a region."
              .formatted(arn.region(), config.bucket().region()));
    }
  }

  private void partition() {
    String partition = Partition.ofRegion(config.bucket().region()).id();

    for (String region : config.regions().include()) {
      if (!Partition.ofRegion(region).id().equals(partition)) {
        fields.problem(
            "regions",
            "'%s' is in another partition than the bucket (%s); each partition needs a setup of its own."
                .formatted(region, partition));
      }
    }

    arns()
        .filter(arn -> !arn.startsWith("arn:" + partition + ":"))
        .forEach(
            arn ->
                fields.problem(
                    "bucket", "is in partition %s, but %s is not.".formatted(partition, arn)));
  }

  private Stream<String> arns() {
    Stream<String> roles =
        Stream.of(AccountRole.values())
            .flatMap(role -> config.accounts().in(role).stream())
            .flatMap(access -> access.role().stream());
    Stream<String> readers = config.readers().stream().flatMap(List::stream);
    Stream<String> key =
        config.key() instanceof KeyWish.ExistingKey existing
            ? Stream.of(existing.arn().toString())
            : Stream.empty();
    return Stream.of(roles, readers, key, config.queue().stream()).flatMap(each -> each);
  }

  private void features() {
    Set<String> names = new HashSet<>();

    for (FeatureWish feature : config.features()) {
      if (!names.add(feature.name())) {
        fields.problem("features", "has %s twice; keep one.".formatted(feature.name()));
      }

      boolean organizationWide =
          feature.autoEnable().isPresent() || feature.existingMembers().isPresent();

      if (organizationWide && config.organization().isEmpty()) {
        fields.problem(
            "features",
            "%s speaks of members, but there is no organization; add one, if only as 'organization: {}'."
                .formatted(feature.name()));
      }
    }

    if (names.contains("RUNTIME_MONITORING") && names.contains("EKS_RUNTIME_MONITORING")) {
      fields.problem(
          "features",
          "has RUNTIME_MONITORING and EKS_RUNTIME_MONITORING, which GuardDuty refuses together;"
              + " keep the first, which covers the second.");
    }
  }

  private void queue() {
    String region =
        config.queue().map(arn -> arn.split(":", -1)[3]).orElse(config.bucket().region());

    if (!region.equals(config.bucket().region())) {
      fields.problem(
          "queue",
          "is in %s and the bucket in %s; S3 notifies only queues of its own region."
              .formatted(region, config.bucket().region()));
    }
  }
}
