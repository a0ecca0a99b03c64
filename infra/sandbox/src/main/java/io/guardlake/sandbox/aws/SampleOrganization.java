package io.guardlake.sandbox.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.server.LocalAddress;
import java.util.Collection;
import java.util.Optional;

/**
 * An organization as many have it: a management account, one for security, one for logs, and those
 * where the work is done. The first three have a role for setting things up, and the second one for
 * reading the export.
 */
public final class SampleOrganization {
  public static final String MANAGEMENT = "100000000001";
  public static final String SECURITY = "100000000002";
  public static final String LOGGING = "100000000003";

  /** The role of each of the three that sets things up. */
  public static final String SETUP_ROLE = "GuardlakeSetup";

  /** The security account's role that reads the export. */
  public static final String READER_ROLE = "GuardlakeIngest";

  private static final int FEWEST = 3;

  private final SandboxAws aws;

  private SampleOrganization(SandboxAws aws) {
    this.aws = requireNonNull(aws, "aws is null");
  }

  /**
   * Makes the organization in an empty world.
   *
   * @param accounts how many accounts it has, at least three
   * @param optedIn the regions that all accounts have opted in to, half a minute from now
   */
  public static SampleOrganization in(SandboxAws aws, int accounts, Collection<Region> optedIn) {
    if (accounts < FEWEST) {
      throw new IllegalArgumentException("An organization needs 3 accounts, not " + accounts);
    }

    SampleOrganization organization = new SampleOrganization(aws);
    aws.organization().create(organization.account(MANAGEMENT, "management"));
    String security = aws.organization().addUnit("Security", Optional.empty());
    organization.join(SECURITY, "security", security);
    organization.join(LOGGING, "logging", security);
    String workloads = aws.organization().addUnit("Workloads", Optional.empty());
    String production = aws.organization().addUnit("Prod", Optional.of(workloads));
    String test = aws.organization().addUnit("Test", Optional.of(workloads));

    for (int number = FEWEST + 1; number <= accounts; number++) {
      String id = "2%011d".formatted(number);
      organization.join(id, "workload-" + number, number % 2 == 0 ? production : test);
      aws.organization().tag(id, "team", number % 3 == 0 ? "data" : "web");
    }

    for (String account : new String[] {MANAGEMENT, SECURITY, LOGGING}) {
      aws.world().addRole(account, SETUP_ROLE);
    }

    aws.world().addRole(SECURITY, READER_ROLE);

    for (Account account : aws.world().accounts()) {
      optedIn.forEach(region -> aws.world().enableRegion(account.id(), region));
    }

    return organization;
  }

  /** The control plane, as the administrator of an account. */
  public LocalAddress as(String account, String region) {
    AccessKey key = aws.world().userKey(account);
    return new LocalAddress(aws.endpoint(), region, key.accessKeyId(), key.secretAccessKey());
  }

  private void join(String id, String name, String unit) {
    aws.organization().add(account(id, name), Optional.of(unit));
  }

  private Account account(String id, String name) {
    Account account = new Account(id, name, name + "@example.com");
    aws.world().addAccount(account);
    return account;
  }
}
