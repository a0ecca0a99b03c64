package io.guardlake.sandbox.aws.account;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Page;
import io.guardlake.sandbox.aws.http.RestOperations;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The Account API, 2021-02-01: https://docs.aws.amazon.com/accounts/latest/reference/. The
 * organization's management account may ask for and change others.
 */
public final class AccountApi {
  private static final int DEFAULT_PAGE = 50;

  private final AwsWorld world;
  private final Predicate<String> manages;

  /**
   * The API over a world.
   *
   * @param manages whether an account is an organization's management account
   */
  public AccountApi(AwsWorld world, Predicate<String> manages) {
    this.world = requireNonNull(world, "world is null");
    this.manages = requireNonNull(manages, "manages is null");
  }

  public AwsService service() {
    return new RestOperations("account")
        .with("ListRegions", "POST", "/listRegions", this::listRegions)
        .with("GetRegionOptStatus", "POST", "/getRegionOptStatus", this::optStatus)
        .with("EnableRegion", "POST", "/enableRegion", this::enable)
        .with("DisableRegion", "POST", "/disableRegion", this::disable);
  }

  private AwsAnswer listRegions(Call call) {
    JsonNode wish = call.json();
    String account = account(call);
    Set<String> wanted = new HashSet<>();
    wish.path("RegionOptStatusContains").forEach(status -> wanted.add(status.asText()));
    List<Region> regions =
        world.regions().stream()
            .filter(
                region ->
                    wanted.isEmpty() || wanted.contains(world.optStatus(account, region).name()))
            .toList();
    Page<Region> page =
        Page.of(
            regions,
            wish.path("NextToken").asText(),
            wish.path("MaxResults").asInt(DEFAULT_PAGE),
            world.knobs());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("Regions");
    page.items().forEach(region -> list.add(status(account, region)));
    page.next().ifPresent(next -> answer.put("NextToken", next));
    return AwsAnswer.json(answer);
  }

  private AwsAnswer optStatus(Call call) {
    return AwsAnswer.json(status(account(call), region(call)));
  }

  private AwsAnswer enable(Call call) {
    world.enableRegion(account(call), optional(call));
    return AwsAnswer.emptyJson();
  }

  private AwsAnswer disable(Call call) {
    world.disableRegion(account(call), optional(call));
    return AwsAnswer.emptyJson();
  }

  private ObjectNode status(String account, Region region) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("RegionName", region.id())
        .put("RegionOptStatus", world.optStatus(account, region).name());
  }

  private String account(Call call) {
    String account = call.json().path("AccountId").asText(call.account());

    if (!account.equals(call.account()) && !manages.test(call.account())) {
      throw new AwsError(
          403,
          "AccessDeniedException",
          "User: %s is not authorized to act on the account %s"
              .formatted(call.caller().arn(), account));
    }

    return account;
  }

  private Region region(Call call) {
    String name = call.json().path("RegionName").asText();
    return world
        .region(name)
        .orElseThrow(
            () -> new AwsError(400, "ValidationException", "There is no region " + name + "."));
  }

  private Region optional(Call call) {
    Region region = region(call);

    if (!region.needsOptIn()) {
      throw new AwsError(
          400,
          "ValidationException",
          "The region %s is enabled by default.".formatted(region.id()));
    }

    return region;
  }
}
