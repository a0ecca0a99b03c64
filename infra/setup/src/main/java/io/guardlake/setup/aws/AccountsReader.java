package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.OrganizationAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.Root;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * Reads the accounts of the organization with their places and tags, from the root down: an API
 * that told an account's path would be a call for each account, this is one for each unit.
 */
public final class AccountsReader {
  private final OrganizationsClient client;
  private final Asker asker;
  private final List<OrganizationAccount> accounts = new ArrayList<>();

  private AccountsReader(OrganizationsClient client, Asker asker) {
    this.client = client;
    this.asker = asker;
  }

  /**
   * Reads as the management account, or, where the configuration has none, as the security account,
   * which may read as soon as it is a delegated administrator.
   */
  public static AccountsReader of(AwsClients clients, SetupConfig config) {
    AccountAccess access =
        config.accounts().management().orElseGet(() -> config.accounts().security());
    return new AccountsReader(
        clients.organizations(access), new Asker(access.id(), config.bucket().region()));
  }

  /** All accounts, suspended ones too. */
  public List<OrganizationAccount> read() {
    List<Root> roots = new ArrayList<>();
    asker.tell(
        "ListRoots",
        "",
        () -> client.listRootsPaginator(request -> {}).forEach(page -> roots.addAll(page.roots())));
    roots.forEach(root -> below(root.id(), root.name()));
    return List.copyOf(accounts);
  }

  private void below(String parent, String path) {
    List<Account> here = new ArrayList<>();
    asker.tell(
        "ListAccountsForParent",
        parent,
        () ->
            client
                .listAccountsForParentPaginator(request -> request.parentId(parent))
                .forEach(page -> here.addAll(page.accounts())));
    here.forEach(account -> accounts.add(described(account, path)));
    List<OrganizationalUnit> units = new ArrayList<>();
    asker.tell(
        "ListOrganizationalUnitsForParent",
        parent,
        () ->
            client
                .listOrganizationalUnitsForParentPaginator(request -> request.parentId(parent))
                .forEach(page -> units.addAll(page.organizationalUnits())));
    units.forEach(unit -> below(unit.id(), path + "/" + unit.name()));
  }

  private OrganizationAccount described(Account account, String path) {
    TreeMap<String, String> tags = new TreeMap<>();
    asker.tell(
        "ListTagsForResource",
        account.id(),
        () -> {
          for (Tag tag :
              client
                  .listTagsForResourcePaginator(request -> request.resourceId(account.id()))
                  .tags()) {
            tags.put(tag.key(), tag.value());
          }
        });
    return new OrganizationAccount(
        account.id(),
        Optional.ofNullable(account.name()).orElse(""),
        path,
        tags,
        Optional.ofNullable(account.stateAsString()).orElseGet(account::statusAsString));
  }
}
