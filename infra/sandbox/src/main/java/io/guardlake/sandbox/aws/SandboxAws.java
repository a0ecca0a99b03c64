package io.guardlake.sandbox.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.account.AccountApi;
import io.guardlake.sandbox.aws.ec2.Ec2Api;
import io.guardlake.sandbox.aws.guardduty.Exporter;
import io.guardlake.sandbox.aws.guardduty.GuardDuty;
import io.guardlake.sandbox.aws.guardduty.GuardDutyApi;
import io.guardlake.sandbox.aws.http.AwsServer;
import io.guardlake.sandbox.aws.kms.KmsApi;
import io.guardlake.sandbox.aws.kms.KmsKeys;
import io.guardlake.sandbox.aws.organizations.Organization;
import io.guardlake.sandbox.aws.organizations.OrganizationsApi;
import io.guardlake.sandbox.aws.s3.Buckets;
import io.guardlake.sandbox.aws.s3.S3Api;
import io.guardlake.sandbox.aws.sts.StsApi;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS's control plane on 127.0.0.1, in this JVM: GuardDuty, KMS, the settings of S3's buckets, STS,
 * Organizations, Account and EC2's regions, all at one endpoint. Requests must be signed with an
 * account's credentials, which {@link AwsWorld#userKey} gives, or a role's. Objects are kept by a
 * {@link SandboxS3}, which must outlive this. Safe for use by several threads.
 */
public final class SandboxAws implements AutoCloseable {
  private final AwsWorld world;
  private final Organization organization;
  private final GuardDuty guardDuty;
  private final Exporter exporter;
  private final S3Api s3;
  private final AwsServer server;
  private final S3Client client;

  private SandboxAws(
      AwsWorld world,
      Organization organization,
      GuardDuty guardDuty,
      Exporter exporter,
      S3Api s3,
      AwsServer server,
      S3Client client) {
    this.world = world;
    this.organization = organization;
    this.guardDuty = guardDuty;
    this.exporter = exporter;
    this.s3 = s3;
    this.server = server;
    this.client = client;
  }

  /**
   * Starts an empty world: no accounts, no organization.
   *
   * @param port the port on 127.0.0.1, or 0 for a free one
   * @throws SandboxException when it cannot listen there
   */
  public static SandboxAws start(SandboxS3 objects, VirtualClock clock, Knobs knobs, int port) {
    return start(objects.address(), clock, knobs, port);
  }

  /**
   * Starts an empty world whose objects are kept by a server at an address, such as a proxy in
   * front of a {@link SandboxS3}.
   *
   * @throws SandboxException when it cannot listen there
   */
  public static SandboxAws start(LocalAddress objects, VirtualClock clock, Knobs knobs, int port) {
    return start(objects, new AwsWorld(clock, knobs), port);
  }

  /**
   * Starts a world that is empty, of whichever partition it is.
   *
   * @throws SandboxException when it cannot listen there
   */
  public static SandboxAws start(LocalAddress objects, AwsWorld world, int port) {
    requireNonNull(objects, "objects is null");
    S3Client client = SandboxS3.newClient(objects);
    Organization organization = new Organization(world);
    KmsKeys keys = new KmsKeys(world);
    Buckets buckets = new Buckets(world);
    GuardDuty guardDuty = new GuardDuty(world, organization);
    GuardDutyApi guardDutyApi =
        new GuardDutyApi(world, guardDuty, organization, keys, buckets, client);
    S3Api s3 = new S3Api(world, buckets, keys, objects);
    AwsServer server =
        AwsServer.start(
            world,
            List.of(
                guardDutyApi.service(),
                new KmsApi(world, keys).service(),
                s3,
                new StsApi(world).service(),
                new OrganizationsApi(world, organization).service(),
                new AccountApi(world, organization::isManagement).service(),
                new Ec2Api(world).service()),
            port);
    return new SandboxAws(
        world, organization, guardDuty, guardDutyApi.exporter(), s3, server, client);
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The accounts, their credentials and roles. */
  public AwsWorld world() {
    return world;
  }

  public Organization organization() {
    return organization;
  }

  /** Where threats are found, and are found again. */
  public GuardDuty guardDuty() {
    return guardDuty;
  }

  /** What exports findings, whenever it is told to. */
  public Exporter exporter() {
    return exporter;
  }

  @Override
  public void close() {
    server.close();
    s3.close();
    client.close();
  }
}
