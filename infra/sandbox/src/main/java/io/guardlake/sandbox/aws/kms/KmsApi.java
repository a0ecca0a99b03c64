package io.guardlake.sandbox.aws.kms;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Page;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.policy.Decision;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** KMS, API 2014-11-01: https://docs.aws.amazon.com/kms/latest/APIReference/. */
public final class KmsApi {
  private static final int DEFAULT_WINDOW_DAYS = 30;
  private static final int DEFAULT_PAGE = 50;

  private final AwsWorld world;
  private final KmsKeys keys;
  private final KeyPolicies policies;

  public KmsApi(AwsWorld world, KmsKeys keys) {
    this.world = requireNonNull(world, "world is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.policies = new KeyPolicies(world);
  }

  public AwsService service() {
    return new NamedOperations("kms", Protocol.JSON)
        .with("CreateKey", this::createKey)
        .with("DescribeKey", call -> answer("KeyMetadata", metadata(visible(call))))
        .with("ListKeys", this::listKeys)
        .with("GetKeyPolicy", this::getKeyPolicy)
        .with("PutKeyPolicy", this::putKeyPolicy)
        .with("CreateAlias", this::createAlias)
        .with("UpdateAlias", this::updateAlias)
        .with("DeleteAlias", this::deleteAlias)
        .with("ListAliases", this::listAliases)
        .with("EnableKey", this::enableKey)
        .with("DisableKey", this::disableKey)
        .with("ScheduleKeyDeletion", this::scheduleKeyDeletion)
        .with("CancelKeyDeletion", this::cancelKeyDeletion)
        .with("EnableKeyRotation", call -> rotate(call, KmsKey.Rotation.ON))
        .with("DisableKeyRotation", call -> rotate(call, KmsKey.Rotation.OFF))
        .with("GetKeyRotationStatus", this::rotationStatus)
        .with("TagResource", this::tag)
        .with("UntagResource", this::untag)
        .with("ListResourceTags", this::listTags);
  }

  private AwsAnswer createKey(Call call) {
    JsonNode wish = call.json();
    String spec = wish.path("KeySpec").asText("SYMMETRIC_DEFAULT");

    if (!spec.equals("SYMMETRIC_DEFAULT") || wish.path("MultiRegion").asBoolean()) {
      throw new AwsError(
          400,
          "UnsupportedOperationException",
          "The sandbox makes single-region keys of the spec SYMMETRIC_DEFAULT, not " + spec + ".");
    }

    KmsKey key =
        new KmsKey(
            UUID.randomUUID().toString(),
            call.account(),
            call.region(),
            wish.path("Description").asText(),
            world.now());
    policies.put(
        key,
        wish.path("Policy").asText(policies.standard(call.account())),
        call.caller(),
        wish.path("BypassPolicyLockoutSafetyCheck").asBoolean());
    wish.path("Tags")
        .forEach(tag -> key.tags().put(tag.path("TagKey").asText(), tag.path("TagValue").asText()));
    keys.add(key);
    return answer("KeyMetadata", metadata(key));
  }

  private AwsAnswer listKeys(Call call) {
    ObjectNode answer = object();
    Page<KmsKey> page = page(call, keys.in(call.account(), call.region()), answer);
    ArrayNode list = answer.putArray("Keys");
    page.items().forEach(key -> list.addObject().put("KeyId", key.id()).put("KeyArn", key.arn()));
    return AwsAnswer.json(answer);
  }

  private AwsAnswer getKeyPolicy(Call call) {
    KmsKey key = own(call);
    return AwsAnswer.json(
        object()
            .put("Policy", key.policy().newest().orElseThrow().text())
            .put("PolicyName", "default"));
  }

  private AwsAnswer putKeyPolicy(Call call) {
    JsonNode wish = call.json();
    policies.put(
        own(call),
        wish.path("Policy").asText(),
        call.caller(),
        wish.path("BypassPolicyLockoutSafetyCheck").asBoolean());
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer createAlias(Call call) {
    String name = call.json().path("AliasName").asText();

    if (!name.matches("alias/[a-zA-Z0-9/_-]+") || name.startsWith("alias/aws/")) {
      throw new AwsError(400, "InvalidAliasNameException", "The alias name is not valid: " + name);
    }

    String arn = aliasArn(call, name);

    if (keys.aliases().containsKey(arn)) {
      throw new AwsError(
          400, "AlreadyExistsException", "An alias with the name %s already exists".formatted(arn));
    }

    keys.aliases().put(arn, new KmsKeys.Alias(arn, name, target(call), world.now()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer updateAlias(Call call) {
    KmsKeys.Alias alias = alias(call);
    keys.aliases()
        .put(
            alias.arn(),
            new KmsKeys.Alias(alias.arn(), alias.name(), target(call), alias.createdAt()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer deleteAlias(Call call) {
    keys.aliases().remove(alias(call).arn());
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer listAliases(Call call) {
    String wanted = call.json().path("KeyId").asText();
    String keyArn = wanted.isEmpty() ? "" : own(call).arn();
    String own =
        "arn:%s:kms:%s:%s:".formatted(world.partition().id(), call.region(), call.account());
    List<KmsKeys.Alias> all =
        keys.aliases().values().stream()
            .filter(alias -> alias.arn().startsWith(own))
            .filter(alias -> keyArn.isEmpty() || alias.key().arn().equals(keyArn))
            .toList();
    ObjectNode answer = object();
    ArrayNode list = answer.putArray("Aliases");
    page(call, all, answer)
        .items()
        .forEach(
            alias ->
                list.addObject()
                    .put("AliasName", alias.name())
                    .put("AliasArn", alias.arn())
                    .put("TargetKeyId", alias.key().id())
                    .put("CreationDate", seconds(alias.createdAt())));
    return AwsAnswer.json(answer);
  }

  private AwsAnswer enableKey(Call call) {
    usable(own(call)).enable();
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer disableKey(Call call) {
    usable(own(call)).disable();
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer scheduleKeyDeletion(Call call) {
    KmsKey key = usable(own(call));
    int days = call.json().path("PendingWindowInDays").asInt(DEFAULT_WINDOW_DAYS);

    if (days < 7 || days > DEFAULT_WINDOW_DAYS) {
      throw new AwsError(400, "ValidationException", "PendingWindowInDays must be from 7 to 30.");
    }

    Instant deletion = world.now().plus(Duration.ofDays(days));
    key.deleteAt(deletion);
    return AwsAnswer.json(
        object()
            .put("KeyId", key.arn())
            .put("DeletionDate", seconds(deletion))
            .put("KeyState", key.state().text())
            .put("PendingWindowInDays", days));
  }

  private AwsAnswer cancelKeyDeletion(Call call) {
    KmsKey key = own(call);

    if (key.state() != KmsKey.State.PENDING_DELETION) {
      throw new AwsError(400, "KMSInvalidStateException", key.arn() + " is not pending deletion.");
    }

    key.keep();
    return AwsAnswer.json(object().put("KeyId", key.arn()));
  }

  private AwsAnswer rotate(Call call, KmsKey.Rotation rotation) {
    usable(own(call)).rotate(rotation);
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer rotationStatus(Call call) {
    KmsKey key = own(call);
    boolean rotates = key.rotation() == KmsKey.Rotation.ON;
    ObjectNode answer = object().put("KeyId", key.arn()).put("KeyRotationEnabled", rotates);

    if (rotates) {
      answer.put("RotationPeriodInDays", 365);
    }

    return AwsAnswer.json(answer);
  }

  private AwsAnswer tag(Call call) {
    Map<String, String> tags = usable(own(call)).tags();
    call.json()
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("TagKey").asText(), tag.path("TagValue").asText()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer untag(Call call) {
    Map<String, String> tags = usable(own(call)).tags();
    call.json().path("TagKeys").forEach(tag -> tags.remove(tag.asText()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer listTags(Call call) {
    ObjectNode answer = object();
    ArrayNode list = answer.putArray("Tags");
    page(call, List.copyOf(own(call).tags().entrySet()), answer)
        .items()
        .forEach(
            tag -> list.addObject().put("TagKey", tag.getKey()).put("TagValue", tag.getValue()));
    return AwsAnswer.json(answer);
  }

  /** A key that its own account, or whoever its policy lets, may describe. */
  private KmsKey visible(Call call) {
    KmsKey key = find(call, call.json().path("KeyId").asText());
    PolicyRequest request =
        new PolicyRequest(
            new PolicyRequest.Principal.Identity(call.caller()),
            "kms:DescribeKey",
            key.arn(),
            Map.of());

    if (key.policy().newest().orElseThrow().decide(request) != Decision.ALLOWED) {
      throw denied(call, "kms:DescribeKey", key.arn());
    }

    return key;
  }

  /** A key of the caller's own account: its policy cannot be read or put from another. */
  private KmsKey own(Call call) {
    KmsKey key = find(call, call.json().path("KeyId").asText());

    if (!key.account().equals(call.account())) {
      throw denied(call, "kms:*", key.arn());
    }

    return key;
  }

  private KmsKey target(Call call) {
    KmsKey key = find(call, call.json().path("TargetKeyId").asText());

    if (!key.account().equals(call.account())) {
      throw denied(call, "kms:CreateAlias", key.arn());
    }

    return usable(key);
  }

  private KmsKey find(Call call, String id) {
    String prefix =
        "arn:%s:kms:%s:%s:".formatted(world.partition().id(), call.region(), call.account());
    String arn = id.startsWith("arn:") ? id : prefix + (id.startsWith("alias/") ? id : "key/" + id);

    if (arn.split(":", -1).length > 3 && !arn.split(":", -1)[3].equals(call.region())) {
      throw new AwsError(400, "NotFoundException", "Invalid arn " + arn.split(":", -1)[3]);
    }

    Optional<KmsKey> key =
        arn.contains(":alias/")
            ? Optional.ofNullable(keys.aliases().get(arn)).map(KmsKeys.Alias::key)
            : keys.byArn(arn);
    return key.orElseThrow(
        () ->
            new AwsError(
                400,
                "NotFoundException",
                arn.contains(":alias/")
                    ? "Alias %s is not found.".formatted(arn)
                    : "Key '%s' does not exist".formatted(arn)));
  }

  private KmsKeys.Alias alias(Call call) {
    String arn = aliasArn(call, call.json().path("AliasName").asText());
    return Optional.ofNullable(keys.aliases().get(arn))
        .orElseThrow(
            () -> new AwsError(400, "NotFoundException", "Alias %s is not found.".formatted(arn)));
  }

  private String aliasArn(Call call, String name) {
    return "arn:%s:kms:%s:%s:%s"
        .formatted(world.partition().id(), call.region(), call.account(), name);
  }

  private static KmsKey usable(KmsKey key) {
    if (key.state() == KmsKey.State.PENDING_DELETION) {
      throw new AwsError(400, "KMSInvalidStateException", key.arn() + " is pending deletion.");
    }

    return key;
  }

  private static AwsError denied(Call call, String action, String arn) {
    return new AwsError(
        400,
        "AccessDeniedException",
        ("User: %s is not authorized to perform: %s on resource: %s because no resource-based"
                + " policy allows the %s action")
            .formatted(call.caller().arn(), action, arn, action));
  }

  private <T> Page<T> page(Call call, List<T> all, ObjectNode answer) {
    JsonNode wish = call.json();
    Page<T> page =
        Page.of(
            all,
            wish.path("Marker").asText(),
            wish.path("Limit").asInt(DEFAULT_PAGE),
            world.knobs());
    answer.put("Truncated", page.next().isPresent());
    page.next().ifPresent(next -> answer.put("NextMarker", next));
    return page;
  }

  private static ObjectNode metadata(KmsKey key) {
    ObjectNode metadata =
        object()
            .put("AWSAccountId", key.account())
            .put("KeyId", key.id())
            .put("Arn", key.arn())
            .put("CreationDate", seconds(key.createdAt()))
            .put("Enabled", key.state() == KmsKey.State.ENABLED)
            .put("Description", key.description())
            .put("KeyUsage", "ENCRYPT_DECRYPT")
            .put("KeyState", key.state().text())
            .put("Origin", "AWS_KMS")
            .put("KeyManager", "CUSTOMER")
            .put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT")
            .put("KeySpec", "SYMMETRIC_DEFAULT")
            .put("MultiRegion", false);
    metadata.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
    key.deletedAt().ifPresent(at -> metadata.put("DeletionDate", seconds(at)));
    return metadata;
  }

  private static AwsAnswer answer(String name, ObjectNode value) {
    ObjectNode answer = object();
    answer.set(name, value);
    return AwsAnswer.json(answer);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
