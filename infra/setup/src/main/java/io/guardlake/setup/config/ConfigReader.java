package io.guardlake.setup.config;

import io.guardlake.schemas.yaml.YamlException;
import io.guardlake.schemas.yaml.YamlFields;
import io.guardlake.schemas.yaml.YamlFile;
import io.guardlake.setup.arn.KeyArn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads setup.yaml. One reading finds all that is wrong with the file. */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * Reads a file.
   *
   * @throws YamlException with every problem, each with its line and field
   */
  public static SetupConfig read(Path file) {
    return YamlFile.read(file, ConfigReader::config);
  }

  /**
   * Reads a text.
   *
   * @param file what errors call it
   * @throws YamlException with every problem, each with its line and field
   */
  public static SetupConfig read(String file, String yaml) {
    return YamlFile.read(file, yaml, ConfigReader::config);
  }

  private static Optional<SetupConfig> config(YamlFields fields) {
    String name = fields.text("name", Check.NAME).orElse("Main");
    fields.require("accounts");
    Optional<Accounts> accounts =
        fields.nested("accounts", ConfigReader::accounts).flatMap(read -> read);
    Optional<OrganizationWish> organization =
        fields.nested("organization", ConfigReader::organization);
    RegionChoice regions =
        fields
            .nested("regions", ConfigReader::regions)
            .orElse(new RegionChoice(List.of(), List.of()));
    Optional<ExportFrequency> frequency = fields.choice("frequency", ExportFrequency.class);
    AccountRole owner =
        accounts.flatMap(Accounts::logging).isPresent()
            ? AccountRole.LOGGING
            : AccountRole.SECURITY;
    fields.require("bucket");
    Optional<BucketWish> bucket =
        fields.nested("bucket", nested -> bucket(nested, owner)).flatMap(read -> read);
    fields.require("key");
    Optional<KeyWish> key = fields.nested("key", ConfigReader::key).flatMap(read -> read);
    List<FeatureWish> features =
        fields.mappings("features", ConfigReader::feature).orElse(List.of());
    Optional<List<String>> readers = fields.texts("readers", Check.ROLE_ARN);
    Optional<String> queue = fields.text("queue", Check.QUEUE_ARN);

    if (accounts.isEmpty() || bucket.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }

    SetupConfig config =
        new SetupConfig(
            name,
            accounts.get(),
            organization,
            regions,
            frequency,
            bucket.get(),
            key.get(),
            features,
            readers,
            queue);
    Agreement.check(config, fields);
    return Optional.of(config);
  }

  private static Optional<Accounts> accounts(YamlFields fields) {
    fields.require("security");
    Optional<AccountAccess> management = access(fields, "management");
    Optional<AccountAccess> security = access(fields, "security");
    Optional<AccountAccess> logging = access(fields, "logging");
    return security.map(found -> new Accounts(management, found, logging));
  }

  private static Optional<AccountAccess> access(YamlFields fields, String name) {
    return fields.nested(name, ConfigReader::access).flatMap(read -> read);
  }

  private static Optional<AccountAccess> access(YamlFields fields) {
    Optional<String> id = fields.required("id", Check.ACCOUNT);
    Optional<String> profile = fields.text("profile");
    Optional<String> role = fields.text("role", Check.ROLE_ARN);
    Optional<String> externalId = fields.text("externalId");

    if (id.isPresent() && role.isPresent() && !role.get().contains("::" + id.get() + ":")) {
      fields.problem(
          "role", "'%s' is a role of another account than %s.".formatted(role.get(), id.get()));
    }

    return id.map(found -> new AccountAccess(found, profile, role, externalId));
  }

  private static OrganizationWish organization(YamlFields fields) {
    return new OrganizationWish(
        fields.choice("autoEnableMembers", AutoEnable.class),
        fields.choice("existingMembers", MemberEnrolment.class),
        fields.choice("managementDetector", ManagementDetector.class));
  }

  private static RegionChoice regions(YamlFields fields) {
    List<String> include =
        fields.isWord("include", "ALL")
            ? List.of()
            : fields.texts("include", Check.REGION).orElse(List.of());

    if (include.isEmpty() && fields.has("include") && !fields.isWord("include", "ALL")) {
      fields.problem("include", "must be ALL or a list of at least one region.");
    }

    List<String> exclude = fields.texts("exclude", Check.REGION).orElse(List.of());

    for (String region : include) {
      if (exclude.contains(region)) {
        fields.problem("exclude", "'%s' is included and excluded; say one.".formatted(region));
      }
    }

    return new RegionChoice(include, exclude);
  }

  private static Optional<BucketWish> bucket(YamlFields fields, AccountRole usualOwner) {
    fields.require("mode");
    Optional<ResourceMode> mode = fields.choice("mode", ResourceMode.class);
    Optional<String> name = fields.required("name", Check.BUCKET);
    Optional<String> region = fields.required("region", Check.REGION);
    AccountRole owner = owner(fields, usualOwner);
    Optional<String> prefix = fields.text("prefix", Check.PREFIX);
    Optional<Set<StrictDeny>> denies =
        fields.choices("strictDenies", StrictDeny.class).map(Set::copyOf);
    Optional<LifecycleWish> lifecycle = fields.nested("lifecycle", ConfigReader::lifecycle);

    if (mode.isEmpty() || name.isEmpty() || region.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new BucketWish(mode.get(), name.get(), region.get(), owner, prefix, denies, lifecycle));
  }

  private static AccountRole owner(YamlFields fields, AccountRole usual) {
    AccountRole owner = fields.choice("owner", AccountRole.class).orElse(usual);

    if (owner == AccountRole.MANAGEMENT) {
      fields.problem("owner", "must be SECURITY or LOGGING.");
      return AccountRole.SECURITY;
    }

    return owner;
  }

  private static LifecycleWish lifecycle(YamlFields fields) {
    Optional<Integer> expire = days(fields, "expireAfterDays");
    List<LifecycleWish.Transition> transitions =
        fields.mappings("transitions", ConfigReader::transition).orElse(List.of());
    int last = 0;

    for (LifecycleWish.Transition transition : transitions) {
      if (transition.afterDays() <= last) {
        fields.problem("transitions", "must come in rising order of afterDays.");
      }

      last = transition.afterDays();
    }

    if (expire.isPresent() && expire.get() <= last) {
      fields.problem("expireAfterDays", "must be later than the last transition.");
    }

    return new LifecycleWish(expire, days(fields, "expireOldVersionsAfterDays"), transitions);
  }

  private static Optional<LifecycleWish.Transition> transition(YamlFields fields) {
    fields.require("afterDays");
    Optional<Integer> days = days(fields, "afterDays");
    Optional<String> storageClass = fields.required("storageClass", Check.STORAGE_CLASS);

    if (days.isEmpty() || storageClass.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(new LifecycleWish.Transition(days.get(), storageClass.get()));
  }

  private static Optional<KeyWish> key(YamlFields fields) {
    fields.require("mode");
    Optional<ResourceMode> mode = fields.choice("mode", ResourceMode.class);
    Optional<String> alias = fields.text("alias", Check.ALIAS);
    Optional<String> arn = fields.text("arn", Check.KEY_ARN);
    boolean ownerGiven = fields.has("owner");
    AccountRole owner = owner(fields, AccountRole.SECURITY);

    if (mode.isEmpty()) {
      return Optional.empty();
    }

    return switch (mode.get()) {
      case NEW -> {
        fields.require("alias");

        if (fields.has("arn")) {
          fields.problem("arn", "is for mode EXISTING; a new key has no ARN yet.");
        }

        yield alias.map(name -> new KeyWish.NewKey(name, owner));
      }
      case EXISTING -> {
        fields.require("arn");

        if (fields.has("alias") || ownerGiven) {
          fields.problem(
              "mode", "EXISTING takes the arn alone, which names the owner; drop alias and owner.");
        }

        yield arn.map(text -> new KeyWish.ExistingKey(KeyArn.parse(text).orElseThrow()));
      }
    };
  }

  private static Optional<FeatureWish> feature(YamlFields fields) {
    Optional<String> name = fields.required("name", Check.FEATURE);
    Optional<FeatureState> administrator = fields.choice("administrator", FeatureState.class);
    Optional<AutoEnable> autoEnable = fields.choice("autoEnable", AutoEnable.class);
    Optional<FeatureState> members = fields.choice("existingMembers", FeatureState.class);
    Set<String> agents = Set.copyOf(fields.texts("agents", Check.FEATURE).orElse(List.of()));
    List<String> exclude = fields.texts("excludeRegions", Check.REGION).orElse(List.of());
    return name.map(
        found -> new FeatureWish(found, administrator, autoEnable, members, agents, exclude));
  }

  private static Optional<Integer> days(YamlFields fields, String name) {
    return fields.text(name, Check.DAYS).map(Integer::valueOf);
  }
}
