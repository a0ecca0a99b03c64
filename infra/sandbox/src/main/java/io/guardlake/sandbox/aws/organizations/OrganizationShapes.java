package io.guardlake.sandbox.aws.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.world.Account;
import java.time.Instant;

/** The organization's things in the API's form. */
final class OrganizationShapes {
  private final Organization organization;

  OrganizationShapes(Organization organization) {
    this.organization = organization;
  }

  ObjectNode organization() {
    Account management = organization.members().get(0).account();
    return object()
        .put("Id", Organization.ID)
        .put("Arn", arn("organization/" + Organization.ID))
        .put("FeatureSet", "ALL")
        .put("MasterAccountArn", accountArn(management.id()))
        .put("MasterAccountId", management.id())
        .put("MasterAccountEmail", management.email());
  }

  ObjectNode root() {
    ObjectNode root =
        object()
            .put("Id", Organization.ROOT)
            .put("Arn", arn("root/%s/%s".formatted(Organization.ID, Organization.ROOT)))
            .put("Name", "Root");
    root.putArray("PolicyTypes");
    return root;
  }

  ObjectNode account(Organization.Membership member) {
    Account account = member.account();
    boolean management = organization.isManagement(account.id());
    return object()
        .put("Id", account.id())
        .put("Arn", accountArn(account.id()))
        .put("Email", account.email())
        .put("Name", account.name())
        .put("Status", "ACTIVE")
        .put("State", "ACTIVE")
        .put("JoinedMethod", management ? "INVITED" : "CREATED")
        .put("JoinedTimestamp", seconds(member.joinedAt()));
  }

  ObjectNode unit(Organization.Unit unit) {
    return object()
        .put("Id", unit.id())
        .put("Arn", unit.arn(organization.partition(), organization.management().orElseThrow()))
        .put("Name", unit.name());
  }

  static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  private String accountArn(String account) {
    return arn("account/%s/%s".formatted(Organization.ID, account));
  }

  private String arn(String resource) {
    return "arn:%s:organizations::%s:%s"
        .formatted(
            organization.partition().id(), organization.management().orElseThrow(), resource);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
