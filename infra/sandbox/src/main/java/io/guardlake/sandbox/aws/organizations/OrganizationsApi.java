package io.guardlake.sandbox.aws.organizations;

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
import io.guardlake.sandbox.aws.http.Operation;
import io.guardlake.sandbox.aws.http.Page;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Organizations, API 2016-11-28: https://docs.aws.amazon.com/organizations/latest/APIReference/.
 * The management account may do all, a delegated administrator read all.
 */
public final class OrganizationsApi {
  private static final int MOST_IN_PAGE = 20;

  private final AwsWorld world;
  private final Organization organization;
  private final OrganizationShapes shapes;

  public OrganizationsApi(AwsWorld world, Organization organization) {
    this.world = requireNonNull(world, "world is null");
    this.organization = requireNonNull(organization, "organization is null");
    this.shapes = new OrganizationShapes(organization);
  }

  public AwsService service() {
    return new NamedOperations("organizations", Protocol.JSON)
        .with("DescribeOrganization", this::describeOrganization)
        .with("ListRoots", reading(this::listRoots))
        .with("ListAccounts", reading(this::listAccounts))
        .with("DescribeAccount", reading(this::describeAccount))
        .with("ListAccountsForParent", reading(this::listAccountsForParent))
        .with("ListOrganizationalUnitsForParent", reading(this::listUnitsForParent))
        .with("DescribeOrganizationalUnit", reading(this::describeUnit))
        .with("ListParents", reading(this::listParents))
        .with("ListTagsForResource", reading(this::listTags))
        .with("TagResource", managing(this::tag))
        .with("UntagResource", managing(this::untag))
        .with("ListAWSServiceAccessForOrganization", reading(this::listTrusted))
        .with("EnableAWSServiceAccess", managing(this::trust))
        .with("DisableAWSServiceAccess", managing(this::distrust))
        .with("ListDelegatedAdministrators", reading(this::listAdministrators))
        .with("ListDelegatedServicesForAccount", reading(this::listDelegatedServices))
        .with("RegisterDelegatedAdministrator", managing(this::register))
        .with("DeregisterDelegatedAdministrator", managing(this::deregister));
  }

  private AwsAnswer describeOrganization(Call call) {
    requireMember(call);
    return one("Organization", shapes.organization());
  }

  private AwsAnswer listRoots(Call call) {
    return list(call, "Roots", List.of(shapes.root()), ArrayNode::add);
  }

  private AwsAnswer listAccounts(Call call) {
    return list(
        call, "Accounts", organization.members(), (array, one) -> array.add(shapes.account(one)));
  }

  private AwsAnswer describeAccount(Call call) {
    return one("Account", shapes.account(member(call, "AccountId")));
  }

  private AwsAnswer listAccountsForParent(Call call) {
    return list(
        call,
        "Accounts",
        organization.membersOf(parent(call)),
        (array, one) -> array.add(shapes.account(one)));
  }

  private AwsAnswer listUnitsForParent(Call call) {
    return list(
        call,
        "OrganizationalUnits",
        organization.unitsOf(parent(call)),
        (array, unit) -> array.add(shapes.unit(unit)));
  }

  private AwsAnswer describeUnit(Call call) {
    String id = call.json().path("OrganizationalUnitId").asText();
    return one(
        "OrganizationalUnit",
        shapes.unit(
            organization
                .unit(id)
                .orElseThrow(() -> notFound("OrganizationalUnitNotFoundException", id))));
  }

  private AwsAnswer listParents(Call call) {
    String child = call.json().path("ChildId").asText();
    String parent =
        organization
            .member(child)
            .map(Organization.Membership::parent)
            .or(() -> organization.unit(child).map(Organization.Unit::parent))
            .orElseThrow(() -> notFound("ChildNotFoundException", child));
    String type = parent.equals(Organization.ROOT) ? "ROOT" : "ORGANIZATIONAL_UNIT";
    return list(
        call,
        "Parents",
        List.of(parent),
        (array, id) -> array.addObject().put("Id", id).put("Type", type));
  }

  private AwsAnswer listTags(Call call) {
    return list(
        call,
        "Tags",
        List.copyOf(organization.tags(resource(call)).entrySet()),
        (array, tag) -> array.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
  }

  private AwsAnswer tag(Call call) {
    String resource = resource(call);
    call.json()
        .path("Tags")
        .forEach(
            tag ->
                organization.tag(resource, tag.path("Key").asText(), tag.path("Value").asText()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer untag(Call call) {
    String resource = resource(call);
    call.json().path("TagKeys").forEach(key -> organization.untag(resource, key.asText()));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer listTrusted(Call call) {
    return list(
        call,
        "EnabledServicePrincipals",
        List.copyOf(organization.trusted().entrySet()),
        (array, one) ->
            array
                .addObject()
                .put("ServicePrincipal", one.getKey())
                .put("DateEnabled", OrganizationShapes.seconds(one.getValue())));
  }

  private AwsAnswer trust(Call call) {
    organization.trust(principal(call));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer distrust(Call call) {
    organization.distrust(principal(call));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer listAdministrators(Call call) {
    Map<String, Instant> found =
        organization.administrators(call.json().path("ServicePrincipal").asText());
    return list(
        call,
        "DelegatedAdministrators",
        List.copyOf(found.entrySet()),
        (array, one) ->
            array.add(
                shapes
                    .account(organization.member(one.getKey()).orElseThrow())
                    .put("DelegationEnabledDate", OrganizationShapes.seconds(one.getValue()))));
  }

  private AwsAnswer listDelegatedServices(Call call) {
    String account = member(call, "AccountId").account().id();
    return list(
        call,
        "DelegatedServices",
        List.copyOf(organization.servicesOf(account).entrySet()),
        (array, one) ->
            array
                .addObject()
                .put("ServicePrincipal", one.getKey())
                .put("DelegationEnabledDate", OrganizationShapes.seconds(one.getValue())));
  }

  private AwsAnswer register(Call call) {
    String account = member(call, "AccountId").account().id();
    String service = principal(call);

    if (organization.isManagement(account)) {
      throw new AwsError(
          400,
          "ConstraintViolationException",
          "You cannot register master account/yourself as delegated administrator for your"
              + " organization.");
    }

    if (organization.administrators(service).containsKey(account)) {
      throw new AwsError(
          400,
          "AccountAlreadyRegisteredException",
          "The provided account is already a delegated administrator for your organization.");
    }

    organization.trust(service);
    organization.delegate(service, account);
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer deregister(Call call) {
    String account = member(call, "AccountId").account().id();
    String service = principal(call);

    if (!organization.administrators(service).containsKey(account)) {
      throw new AwsError(
          400,
          "AccountNotRegisteredException",
          "The provided account is not a registered delegated administrator for your organization.");
    }

    organization.undelegate(service, account);
    return AwsAnswer.emptyJson();
  }

  private Operation.Handler reading(Operation.Handler handler) {
    return call -> {
      requireMember(call);

      if (!organization.isManagement(call.account())
          && organization.servicesOf(call.account()).isEmpty()) {
        throw denied();
      }

      return handler.answer(call);
    };
  }

  private Operation.Handler managing(Operation.Handler handler) {
    return call -> {
      requireMember(call);

      if (!organization.isManagement(call.account())) {
        throw denied();
      }

      return handler.answer(call);
    };
  }

  private void requireMember(Call call) {
    if (!organization.has(call.account())) {
      throw new AwsError(
          400,
          "AWSOrganizationsNotInUseException",
          "Your account is not a member of an organization.");
    }
  }

  private static AwsError denied() {
    return new AwsError(
        400, "AccessDeniedException", "You don't have permissions to access this resource.");
  }

  private Organization.Membership member(Call call, String field) {
    String id = call.json().path(field).asText();
    return organization.member(id).orElseThrow(() -> notFound("AccountNotFoundException", id));
  }

  private String parent(Call call) {
    String id = call.json().path("ParentId").asText();

    if (!id.equals(Organization.ROOT) && organization.unit(id).isEmpty()) {
      throw notFound("ParentNotFoundException", id);
    }

    return id;
  }

  private String resource(Call call) {
    String id = call.json().path("ResourceId").asText();

    if (!id.equals(Organization.ROOT)
        && organization.unit(id).isEmpty()
        && organization.member(id).isEmpty()) {
      throw notFound("TargetNotFoundException", id);
    }

    return id;
  }

  private static String principal(Call call) {
    String principal = call.json().path("ServicePrincipal").asText();

    if (!principal.endsWith(".amazonaws.com")) {
      throw new AwsError(
          400,
          "InvalidInputException",
          "You specified an unrecognized service principal: " + principal);
    }

    return principal;
  }

  private static AwsError notFound(String code, String id) {
    return new AwsError(400, code, "You specified what does not exist: %s".formatted(id));
  }

  private <T> AwsAnswer list(Call call, String name, List<T> all, BiConsumer<ArrayNode, T> writer) {
    JsonNode wish = call.json();
    Page<T> page =
        Page.of(
            all,
            wish.path("NextToken").asText(),
            Math.min(MOST_IN_PAGE, wish.path("MaxResults").asInt(MOST_IN_PAGE)),
            world.knobs());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode array = answer.putArray(name);
    page.items().forEach(item -> writer.accept(array, item));
    page.next().ifPresent(next -> answer.put("NextToken", next));
    return AwsAnswer.json(answer);
  }

  private static AwsAnswer one(String name, ObjectNode value) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(name, value);
    return AwsAnswer.json(answer);
  }
}
