package io.guardlake.sandbox.aws.http;

import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Lets a request in: whose is it, for which service and region, and does a knob stop it. */
final class FrontDoor {
  private final AwsWorld world;
  private final Map<String, AwsService> services = new HashMap<>();

  FrontDoor(AwsWorld world, List<AwsService> services) {
    this.world = world;
    services.forEach(service -> this.services.put(service.name(), service));
  }

  AwsAnswer answer(AwsRequest request, String requestId) {
    Protocol protocol = Protocol.REST_JSON;

    try {
      CredentialScope scope =
          CredentialScope.of(request)
              .orElseThrow(
                  () ->
                      new AwsError(
                          403,
                          "MissingAuthenticationToken",
                          "The sandbox takes requests that are signed with Signature Version 4 in"
                              + " the Authorization header."));
      AwsService service = service(scope);
      protocol = service.protocol();
      return answer(service, scope, request);
    } catch (AwsError error) {
      return protocol.answer(error, requestId);
    } catch (RuntimeException ours) {
      AwsError error =
          new AwsError(500, "InternalFailure", "The sandbox itself failed: %s".formatted(ours));
      return protocol.answer(error, requestId);
    }
  }

  private AwsService service(CredentialScope scope) {
    return Optional.ofNullable(services.get(scope.service()))
        .orElseThrow(
            () ->
                AwsError.notImitated(
                    "the service %s; it has %s"
                        .formatted(
                            scope.service(), String.join(", ", new TreeSet<>(services.keySet())))));
  }

  private AwsAnswer answer(AwsService service, CredentialScope scope, AwsRequest request) {
    Protocol protocol = service.protocol();
    AccessKey key = authenticate(scope, request, protocol);
    String account = key.caller().account();
    Region region = world.region(scope.region()).orElseThrow(protocol::unknownCredentials);

    if (!world.optStatus(account, region).isUsable()) {
      throw protocol.unknownCredentials();
    }

    Operation operation = service.operation(request);
    String name = service.name() + ":" + operation.name();
    Knobs knobs = world.knobs();

    if (knobs.fails(scope.region())) {
      throw protocol.internal();
    }

    if (operation.changes() && knobs.comesTooLate()) {
      throw protocol.internal();
    }

    if (knobs.throttles(name)) {
      throw protocol.throttled();
    }

    if (knobs.denies(account, name, scope.region())) {
      throw protocol.denied(key.caller().arn(), name);
    }

    Call call = new Call(key.caller(), scope.region(), request, operation.path());

    if (service.isolation() == AwsService.Isolation.ITS_OWN) {
      return operation.handler().answer(call);
    }

    synchronized (world) {
      return operation.handler().answer(call);
    }
  }

  private AccessKey authenticate(CredentialScope scope, AwsRequest request, Protocol protocol) {
    AccessKey key = world.accessKey(scope.accessKeyId()).orElseThrow(protocol::unknownCredentials);

    if (!key.sessionToken().equals(request.header("x-amz-security-token"))) {
      throw protocol.unknownCredentials();
    }

    if (!Signature.isRight(request, scope, key.secretAccessKey())) {
      throw protocol.wrongSignature();
    }

    if (!key.expiresAt().isAfter(world.now())) {
      throw protocol.expiredCredentials();
    }

    return key;
  }
}
