package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.Seen;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.EnabledServicePrincipal;
import software.amazon.awssdk.services.organizations.model.Organization;

/** Reads the organization, as its management account. */
final class OrganizationReader {
  private final OrganizationsClient client;
  private final Asker asker;

  OrganizationReader(AwsClients clients, AccountAccess management, String region) {
    this.client = clients.organizations(management);
    this.asker = new Asker(management.id(), region);
  }

  Seen<OrganizationState> read() {
    return Asker.see(
        () ->
            asker
                .find("DescribeOrganization", "", () -> client.describeOrganization())
                .map(answer -> state(answer.organization())));
  }

  private OrganizationState state(Organization organization) {
    Set<String> services = new TreeSet<>();
    asker.tell(
        "ListAWSServiceAccessForOrganization",
        organization.id(),
        () ->
            client.listAWSServiceAccessForOrganizationPaginator(request -> {}).stream()
                .flatMap(page -> page.enabledServicePrincipals().stream())
                .map(EnabledServicePrincipal::servicePrincipal)
                .forEach(services::add));
    SortedMap<String, String> accounts = new TreeMap<>();
    asker.tell(
        "ListAccounts",
        organization.id(),
        () ->
            client.listAccountsPaginator(request -> {}).stream()
                .flatMap(page -> page.accounts().stream())
                .filter(account -> account.status() == AccountStatus.ACTIVE)
                .forEach(account -> accounts.put(account.id(), name(account))));
    return new OrganizationState(
        organization.id(),
        organization.masterAccountId(),
        organization.featureSetAsString(),
        services,
        accounts);
  }

  private static String name(Account account) {
    return Optional.ofNullable(account.name()).orElse("");
  }
}
