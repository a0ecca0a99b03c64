package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.plan.KeyReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** The key itself, as its owner. */
final class SdkKey {
  private static final String POLICY = "default";

  private final SetupConfig config;
  private final RejectedPrincipals rejected;
  private final KeyReader reader;
  private final KmsClient client;
  private final Asker asker;

  SdkKey(AwsClients clients, SetupConfig config, RejectedPrincipals rejected) {
    this.config = config;
    this.rejected = rejected;
    this.reader = new KeyReader(clients, config);
    AccountAccess owner =
        OwnerAccess.of(config, config.keyAccount()).orElse(config.accounts().security());
    this.client = clients.kms(owner, config.bucket().region());
    this.asker = new Asker(owner.id(), config.bucket().region());
  }

  /** Makes the key, unless it is there. Its tags find it should it never get its alias. */
  void create(KeyReference.ToBeMade key, String policy) {
    if (find(key.alias()).isPresent()) {
      return;
    }

    AtomicReference<String> made = new AtomicReference<>();
    rejected.put(
        List.of(policy),
        out -> {
          String known = RejectedPrincipals.without(policy, out);

          if (made.get() == null) {
            made.set(create(key.alias(), known));
          } else {
            policyOf(made.get()).write(known);
          }
        });
  }

  private String create(String alias, String policy) {
    return asker.ask(
        "CreateKey",
        alias,
        () ->
            client
                .createKey(
                    request ->
                        request
                            .description(
                                "GuardDuty findings (Guardlake, %s)".formatted(config.name()))
                            .policy(policy)
                            .tags(
                                tag(KeyReader.SETUP_TAG, config.name()),
                                tag(KeyReader.ALIAS_TAG, alias)))
                .keyMetadata()
                .arn());
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().tagKey(name).tagValue(value).build();
  }

  void name(String arn, String alias) {
    Optional<KeyMetadata> named = describe(alias);

    if (named.filter(key -> key.arn().equals(arn)).isPresent()) {
      return;
    }

    if (named.isPresent()) {
      throw Refusals.of(
          Meaning.WRONG_WISH,
          "%s is the name of %s since this was planned; plan again."
              .formatted(alias, named.get().arn()));
    }

    asker.tell(
        "CreateAlias",
        alias,
        () -> client.createAlias(request -> request.aliasName(alias).targetKeyId(arn)));
  }

  void rotate(String arn) {
    asker.tell(
        "EnableKeyRotation", arn, () -> client.enableKeyRotation(request -> request.keyId(arn)));
  }

  /** The ARN of a key that a plan makes. */
  String made(KeyReference.ToBeMade key) {
    return find(key.alias())
        .orElseThrow(
            () ->
                Refusals.of(
                    Meaning.TRY_AGAIN,
                    "The key %s of account %s is not to be seen in %s yet."
                        .formatted(key.alias(), key.account(), key.region())));
  }

  private Optional<String> find(String alias) {
    return describe(alias).map(KeyMetadata::arn).or(() -> reader.tagged(alias));
  }

  private Optional<KeyMetadata> describe(String key) {
    return asker.find(
        "DescribeKey", key, () -> client.describeKey(request -> request.keyId(key)).keyMetadata());
  }

  PolicyEditor.Store policyOf(String arn) {
    return new PolicyEditor.Store() {
      @Override
      public String read() {
        return asker.ask(
            "GetKeyPolicy",
            arn,
            () -> client.getKeyPolicy(request -> request.keyId(arn).policyName(POLICY)).policy());
      }

      @Override
      public void write(String policy) {
        asker.tell(
            "PutKeyPolicy",
            arn,
            () ->
                client.putKeyPolicy(
                    request -> request.keyId(arn).policyName(POLICY).policy(policy)));
      }
    };
  }
}
