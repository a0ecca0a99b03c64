package io.guardlake.setup.aws;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.Seen;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * Reads the key: by its ARN, or, where the setup makes it, by its alias, or by the tags it was made
 * with if it has no alias yet. Policy, aliases and rotation can be read by its owner alone.
 */
final class KeyReader {
  static final String SETUP_TAG = "guardlake:setup";
  static final String ALIAS_TAG = "guardlake:alias";
  private static final String POLICY = "default";

  private final SetupConfig config;
  private final Optional<AccountAccess> owner;
  private final KmsClient client;
  private final Asker asker;

  KeyReader(AwsClients clients, SetupConfig config) {
    this.config = config;
    this.owner = OwnerAccess.of(config, config.keyAccount());
    AccountAccess caller = owner.orElse(config.accounts().security());
    String region = config.bucket().region();
    this.client = clients.kms(caller, region);
    this.asker = new Asker(caller.id(), region);
  }

  Seen<KeyState> read() {
    return Asker.see(() -> find().flatMap(this::state));
  }

  /** What names the key to KMS. */
  private Optional<String> find() {
    if (config.key() instanceof KeyWish.ExistingKey existing) {
      return Optional.of(existing.arn().toString());
    }

    String alias = ((KeyWish.NewKey) config.key()).alias();
    return describe(alias).map(KeyMetadata::arn).or(() -> tagged(alias));
  }

  /** A key that was made and got no alias, because something died in between. */
  Optional<String> tagged(String alias) {
    return asker.ask(
        "ListKeys",
        alias,
        () ->
            client.listKeysPaginator(request -> {}).stream()
                .flatMap(page -> page.keys().stream())
                .map(KeyListEntry::keyArn)
                .filter(key -> isOurs(key, alias))
                .findFirst());
  }

  /** Keys whose tags may not be read were made by others. */
  private boolean isOurs(String key, String alias) {
    Set<String> tags = new TreeSet<>();

    try {
      asker.tell(
          "ListResourceTags",
          key,
          () ->
              client.listResourceTagsPaginator(request -> request.keyId(key)).stream()
                  .flatMap(page -> page.tags().stream())
                  .forEach(tag -> tags.add(tag.tagKey() + "=" + tag.tagValue())));
    } catch (RefusedException e) {
      return false;
    }

    return tags.contains(SETUP_TAG + "=" + config.name())
        && tags.contains(ALIAS_TAG + "=" + alias)
        && describe(key).filter(found -> found.deletionDate() == null).isPresent();
  }

  private Optional<KeyMetadata> describe(String key) {
    return asker.find(
        "DescribeKey", key, () -> client.describeKey(request -> request.keyId(key)).keyMetadata());
  }

  private Optional<KeyState> state(String key) {
    return describe(key).map(this::state);
  }

  private KeyState state(KeyMetadata key) {
    KeyArn arn =
        KeyArn.parse(key.arn())
            .orElseThrow(() -> new IllegalStateException("KMS says a key is " + key.arn()));
    return new KeyState(
        arn,
        key.keyStateAsString(),
        key.keyUsageAsString(),
        key.keySpecAsString(),
        key.keyManagerAsString(),
        owner.isPresent() && rotates(key),
        owner.isPresent() ? aliases(arn) : Set.of(),
        owner.isPresent() ? policy(arn) : Seen.unreadable(notOurs()));
  }

  private String notOurs() {
    return "Account %s owns the key, and the configuration has no credentials for it."
        .formatted(config.keyAccount());
  }

  /** Keys that are disabled or about to be deleted do not rotate, and KMS refuses the question. */
  private boolean rotates(KeyMetadata key) {
    return key.enabled()
        && "SYMMETRIC_DEFAULT".equals(key.keySpecAsString())
        && asker
            .ask(
                "GetKeyRotationStatus",
                key.arn(),
                () -> client.getKeyRotationStatus(request -> request.keyId(key.arn())))
            .keyRotationEnabled();
  }

  private Set<String> aliases(KeyArn key) {
    Set<String> aliases = new TreeSet<>();
    asker.tell(
        "ListAliases",
        key.toString(),
        () ->
            client.listAliasesPaginator(request -> request.keyId(key.keyId())).stream()
                .flatMap(page -> page.aliases().stream())
                .map(AliasListEntry::aliasName)
                .forEach(aliases::add));
    return aliases;
  }

  private Seen<String> policy(KeyArn key) {
    return Asker.see(
        () ->
            asker.find(
                "GetKeyPolicy",
                key.toString(),
                () ->
                    client
                        .getKeyPolicy(request -> request.keyId(key.toString()).policyName(POLICY))
                        .policy()));
  }
}
