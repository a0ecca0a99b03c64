package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Operation;
import io.guardlake.sandbox.aws.http.RestOperations;
import io.guardlake.sandbox.aws.kms.KmsKeys;
import io.guardlake.sandbox.aws.organizations.Organization;
import io.guardlake.sandbox.aws.s3.Buckets;
import io.guardlake.sandbox.aws.world.AwsWorld;
import software.amazon.awssdk.services.s3.S3Client;

/** GuardDuty, API 2017-11-28: https://docs.aws.amazon.com/guardduty/latest/APIReference/. */
public final class GuardDutyApi {
  private static final String DETECTOR = "/detector/{detectorId}";
  private static final String DESTINATION = DETECTOR + "/publishingDestination/{destinationId}";

  private final GuardDuty guardDuty;
  private final DetectorCalls detectors;
  private final DestinationCalls destinations;
  private final FindingCalls findings;
  private final AdministratorCalls administrators;
  private final MemberCalls members;
  private final Exporter exporter;

  /**
   * The API over all it looks at.
   *
   * @param objects where exports are written to
   */
  public GuardDutyApi(
      AwsWorld world,
      GuardDuty guardDuty,
      Organization organization,
      KmsKeys keys,
      Buckets buckets,
      S3Client objects) {
    Publisher publisher = new Publisher(world, keys, buckets, objects);
    this.guardDuty = guardDuty;
    this.detectors = new DetectorCalls(world, guardDuty);
    this.destinations = new DestinationCalls(world, detectors, publisher);
    this.findings = new FindingCalls(world, guardDuty, detectors);
    this.administrators = new AdministratorCalls(world, guardDuty, organization, detectors);
    this.members = new MemberCalls(world, guardDuty, organization, detectors);
    this.exporter = new Exporter(world, guardDuty, publisher);
  }

  /** What exports findings. */
  public Exporter exporter() {
    return exporter;
  }

  public AwsService service() {
    return new Routes()
        .with("CreateDetector", "POST", "/detector", detectors::create)
        .with("ListDetectors", "GET", "/detector", detectors::list)
        .with("GetDetector", "GET", DETECTOR, detectors::describe)
        .with("UpdateDetector", "POST", DETECTOR, detectors::update)
        .with("DeleteDetector", "DELETE", DETECTOR, detectors::delete)
        .with(
            "CreatePublishingDestination",
            "POST",
            DETECTOR + "/publishingDestination",
            destinations::create)
        .with(
            "ListPublishingDestinations",
            "GET",
            DETECTOR + "/publishingDestination",
            destinations::list)
        .with("DescribePublishingDestination", "GET", DESTINATION, destinations::describe)
        .with("UpdatePublishingDestination", "POST", DESTINATION, destinations::update)
        .with("DeletePublishingDestination", "DELETE", DESTINATION, destinations::delete)
        .with("ListFindings", "POST", DETECTOR + "/findings", findings::list)
        .with("GetFindings", "POST", DETECTOR + "/findings/get", findings::describe)
        .with(
            "CreateSampleFindings", "POST", DETECTOR + "/findings/create", findings::createSamples)
        .with("ArchiveFindings", "POST", DETECTOR + "/findings/archive", findings::archive)
        .with("UnarchiveFindings", "POST", DETECTOR + "/findings/unarchive", findings::unarchive)
        .with("CreateFilter", "POST", DETECTOR + "/filter", findings::createFilter)
        .with("ListFilters", "GET", DETECTOR + "/filter", findings::listFilters)
        .with("GetFilter", "GET", DETECTOR + "/filter/{filterName}", findings::filter)
        .with("UpdateFilter", "POST", DETECTOR + "/filter/{filterName}", findings::updateFilter)
        .with("DeleteFilter", "DELETE", DETECTOR + "/filter/{filterName}", findings::deleteFilter)
        .with("EnableOrganizationAdminAccount", "POST", "/admin/enable", administrators::enable)
        .with("DisableOrganizationAdminAccount", "POST", "/admin/disable", administrators::disable)
        .with("ListOrganizationAdminAccounts", "GET", "/admin", administrators::list)
        .with(
            "DescribeOrganizationConfiguration",
            "GET",
            DETECTOR + "/admin",
            administrators::configuration)
        .with(
            "UpdateOrganizationConfiguration",
            "POST",
            DETECTOR + "/admin",
            administrators::configure)
        .with("CreateMembers", "POST", DETECTOR + "/member", members::create)
        .with("ListMembers", "GET", DETECTOR + "/member", members::list)
        .with("GetMembers", "POST", DETECTOR + "/member/get", members::describe)
        .with("DeleteMembers", "POST", DETECTOR + "/member/delete", members::delete)
        .with(
            "DisassociateMembers", "POST", DETECTOR + "/member/disassociate", members::disassociate)
        .with("GetMemberDetectors", "POST", DETECTOR + "/member/detector/get", members::detectors)
        .with(
            "UpdateMemberDetectors",
            "POST",
            DETECTOR + "/member/detector/update",
            members::updateDetectors)
        .service;
  }

  /** Lets what happens by itself happen before each call. */
  private final class Routes {
    private final RestOperations service = new RestOperations("guardduty");

    Routes with(String operation, String method, String path, Operation.Handler handler) {
      service.with(
          operation,
          method,
          path,
          (Call call) -> {
            guardDuty.settle();
            return handler.answer(call);
          });
      return this;
    }
  }
}
