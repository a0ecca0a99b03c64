package io.guardlake.setup.doctor;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.Seen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose the credentials are, and how the organization stands. */
final class AccountChecks {
  private final Patient patient;
  private final Report report = new Report();

  private AccountChecks(Patient patient) {
    this.patient = patient;
  }

  static List<CheckResult> of(Patient patient) {
    AccountChecks checks = new AccountChecks(patient);

    for (AccountRole role : AccountRole.values()) {
      patient.config().accounts().in(role).ifPresent(access -> checks.identity(role, access));
    }

    if (patient.config().organization().isPresent()) {
      checks.organization();
    }

    return checks.report.results();
  }

  private void identity(AccountRole role, AccountAccess access) {
    String name = role.name().toLowerCase(Locale.ROOT);
    Optional<Identity> identity =
        Optional.ofNullable(patient.world().identities().get(role)).flatMap(Seen::found);
    String mend =
        "Set accounts.%s.profile or accounts.%s.role in the configuration, and try: aws sts get-caller-identity%s"
            .formatted(
                name, name, access.profile().map(profile -> " --profile " + profile).orElse(""));

    if (identity.isEmpty()) {
      String why =
          Optional.ofNullable(patient.world().identities().get(role))
              .flatMap(Seen::problem)
              .orElse("Nobody asked who they are.");
      report.fail("identity", name, why, "Nothing can be read or changed in this account.", mend);
      return;
    }

    if (!identity.get().account().equals(access.id())) {
      report.fail(
          "identity",
          name,
          "%s of account %s, not of %s"
              .formatted(identity.get().arn(), identity.get().account(), access.id()),
          "GuardDuty answers a call from the wrong account with 'invalid or out-of-range value', which tells nobody anything.",
          mend);
      return;
    }

    report.pass("identity", name, identity.get().arn());
  }

  private void organization() {
    Seen<OrganizationState> seen = patient.world().organization();

    if (seen.found().isEmpty()) {
      report.skip(
          "organization",
          "organization",
          seen.problem().orElse("The account is in none."),
          "Whether members are covered cannot be told.");
      return;
    }

    OrganizationState organization = seen.found().orElseThrow();
    String administrator = patient.config().accounts().security().id();

    if (!organization.trustedServices().contains("guardduty.amazonaws.com")) {
      report.fail(
          "organization.trust",
          organization.id(),
          "guardduty.amazonaws.com has no trusted access",
          "GuardDuty cannot see the organization, and nothing can be delegated.",
          "aws organizations enable-aws-service-access --service-principal guardduty.amazonaws.com");
    } else {
      report.pass("organization.trust", organization.id(), "guardduty.amazonaws.com has access");
    }

    if (organization.managementAccount().equals(administrator)) {
      report.warn(
          "organization.administrator",
          organization.id(),
          "the management account administers GuardDuty",
          "AWS advises against it: who works on findings would work in the account that can do everything.",
          "Name a member account as accounts.security, and delegate to it.");
    }

    report.skip(
        "organization.controlPolicies",
        organization.id(),
        "service and resource control policies are not evaluated",
        "One of them can deny what the key and bucket policies allow: aws organizations list-policies --filter RESOURCE_CONTROL_POLICY");
  }
}
