package io.guardlake.setup.render;

import static io.guardlake.setup.render.Hcl.expression;
import static io.guardlake.setup.render.Hcl.list;
import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The setup as Terraform files, for version 6 of hashicorp/aws, whose resources each name their
 * region: all regions come from one list, without a provider for each. Names of resources and
 * arguments are those of its registry page (https://registry.terraform.io/providers/hashicorp/aws).
 */
public final class Terraform {
  private final Blueprint blueprint;
  private final NavigableMap<String, String> files = new TreeMap<>();

  private Terraform(Blueprint blueprint) {
    this.blueprint = requireNonNull(blueprint, "blueprint is null");
  }

  /** The files, and what is to be done beside them, by name. */
  public static NavigableMap<String, String> files(Blueprint blueprint) {
    Terraform rendered = new Terraform(blueprint);
    rendered.files.put("versions.tf", rendered.versions().text());
    rendered.files.put("storage.tf", new TerraformStorage(blueprint).body().text());
    rendered.files.put("regions.tf", new TerraformRegions(blueprint).body().text());

    if (blueprint.config().organization().isPresent()) {
      rendered.files.put("organization.tf", new TerraformOrganization(blueprint).body().text());
    }

    PolicyFiles.of(blueprint).forEach(rendered.files::put);
    rendered.files.put("by-hand.md", StepsByHand.besideTerraform(blueprint));
    return rendered.files;
  }

  /** What the provider of an account is called. */
  static Hcl.Expression provider(AccountRole role) {
    return expression("aws.%s".formatted(name(role)));
  }

  private Hcl versions() {
    Hcl body = new Hcl();
    Hcl terraform = body.block("terraform");
    terraform.set("required_version", ">= 1.5");
    terraform
        .block("required_providers")
        .set(
            "aws",
            expression("{\n  source  = \"hashicorp/aws\"\n  version = \">= 6.0, < 7.0\"\n}"));

    for (AccountRole role : AccountRole.values()) {
      blueprint.config().accounts().in(role).ifPresent(access -> provider(body, role, access));
    }

    return body;
  }

  private void provider(Hcl body, AccountRole role, AccountAccess access) {
    Hcl provider = body.block("provider", "aws");
    provider.set("alias", name(role)).set("region", blueprint.config().bucket().region());
    access.profile().ifPresent(profile -> provider.set("profile", profile));
    provider.set("allowed_account_ids", list(List.of(access.id())));
    access
        .role()
        .ifPresent(
            arn -> {
              Hcl assume = provider.block("assume_role").set("role_arn", arn);
              access.externalId().ifPresent(id -> assume.set("external_id", id));
            });
  }

  private static String name(AccountRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
