package io.guardlake.sandbox.aws;

import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.s3.SandboxS3;
import java.time.Instant;
import java.util.Optional;

/** A sandbox with an organization of four accounts and one account outside it. */
final class Realm implements AutoCloseable {
  static final String MANAGEMENT = "100000000001";
  static final String SECURITY = "100000000002";
  static final String LOGGING = "100000000003";
  static final String WORKLOAD = "100000000004";
  static final String STRANGER = "999999999999";

  final VirtualClock clock = VirtualClock.standingAt(Instant.parse("2026-11-24T12:00:00Z"));
  final Knobs knobs = new Knobs();
  final SandboxAws aws;

  Realm(SandboxS3 objects) {
    aws = SandboxAws.start(objects, clock, knobs, 0);
    aws.organization().create(account(MANAGEMENT, "management"));
    aws.organization().add(account(SECURITY, "security"), Optional.empty());
    String unit = aws.organization().addUnit("Infrastructure", Optional.empty());
    aws.organization().add(account(LOGGING, "logging"), Optional.of(unit));
    aws.organization().add(account(WORKLOAD, "workload"), Optional.of(unit));
    account(STRANGER, "stranger");
  }

  AwsClients as(String account) {
    return AwsClients.of(aws, account);
  }

  Account account(String id, String name) {
    Account account = new Account(id, name, name + "@example.com");
    aws.world().addAccount(account);
    return account;
  }

  @Override
  public void close() {
    aws.close();
  }
}
