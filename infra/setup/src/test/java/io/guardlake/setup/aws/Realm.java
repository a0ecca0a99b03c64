package io.guardlake.setup.aws;

import io.guardlake.sandbox.aws.SandboxAws;
import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.Partition;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.execute.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A sandbox with an organization, whose management, security and logging accounts have a role that
 * the setup assumes. Waiting moves its clock, and takes no time.
 */
public final class Realm implements AutoCloseable {
  public static final String MANAGEMENT = "100000000001";
  public static final String SECURITY = "100000000002";
  public static final String LOGGING = "100000000003";

  public final VirtualClock clock = VirtualClock.standingAt(Instant.parse("2026-11-24T12:00:00Z"));
  public final Knobs knobs = new Knobs();
  public final SandboxAws aws;

  /**
   * A new realm.
   *
   * @param accounts how many accounts the organization has, at least three
   */
  public Realm(SandboxS3 objects, int accounts) {
    this(objects, accounts, Partition.AWS);
  }

  /** A new realm in a partition. */
  public Realm(SandboxS3 objects, int accounts, Partition partition) {
    aws = SandboxAws.start(objects.address(), new AwsWorld(clock, knobs, partition), 0);
    aws.organization().create(account(MANAGEMENT, "management"));
    aws.organization().add(account(SECURITY, "security"), Optional.empty());
    aws.organization().add(account(LOGGING, "logging"), Optional.empty());

    for (int number = 3; number < accounts; number++) {
      String id = "2%011d".formatted(number);
      aws.organization().add(account(id, "workload-" + number), Optional.empty());
    }

    for (String account : new String[] {MANAGEMENT, SECURITY, LOGGING}) {
      aws.world().addRole(account, "Setup");
    }
  }

  /** Opts every account in. */
  public void optIn(Region... regions) {
    for (Region region : regions) {
      aws.world().accounts().forEach(each -> aws.world().enableRegion(each.id(), region));
    }

    clock.advance(Duration.ofMinutes(1));
  }

  /** Who asks: the management account's administrator, who assumes the roles. */
  public AwsAccess access() {
    AccessKey key = aws.world().userKey(MANAGEMENT);
    return new AwsAccess(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())),
        2);
  }

  public AwsClients clients() {
    return new AwsClients(access(), "eu-west-1");
  }

  public static AccountAccess role(String account) {
    return new AccountAccess(
        account,
        Optional.empty(),
        Optional.of("arn:aws:iam::%s:role/Setup".formatted(account)),
        Optional.empty());
  }

  /** Ten minutes of the clock's. */
  public Patience patience() {
    return new Patience.Backoff(
        duration -> clock.advance(duration), Duration.ofSeconds(30), Duration.ofMinutes(1), 12);
  }

  private Account account(String id, String name) {
    Account account = new Account(id, name, name + "@example.com");
    aws.world().addAccount(account);
    return account;
  }

  @Override
  public void close() {
    aws.close();
  }
}
