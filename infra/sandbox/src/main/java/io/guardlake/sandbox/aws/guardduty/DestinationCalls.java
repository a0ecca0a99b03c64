package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.util.List;

/** The operations on publishing destinations, of which a detector has one at most. */
final class DestinationCalls {
  private final AwsWorld world;
  private final DetectorCalls detectors;
  private final Publisher publisher;

  DestinationCalls(AwsWorld world, DetectorCalls detectors, Publisher publisher) {
    this.world = world;
    this.detectors = detectors;
    this.publisher = publisher;
  }

  AwsAnswer create(Call call) {
    Detector detector = detectors.of(call);
    JsonNode wish = call.json();

    if (!wish.path("destinationType").asText().equals("S3")) {
      throw BadRequests.outOfRange();
    }

    if (detector.destination != null) {
      throw BadRequests.destinationExists();
    }

    String arn = arn(wish);
    String keyArn = keyArn(wish);
    publisher.admit(detector, arn, keyArn, call.caller());
    detector.destination = new Destination(world.hex(32), arn, keyArn, world.now());
    wish.path("tags")
        .properties()
        .forEach(tag -> detector.destination.tags().put(tag.getKey(), tag.getValue().asText()));
    return AwsAnswer.json(DetectorCalls.object().put("destinationId", detector.destination.id()));
  }

  AwsAnswer list(Call call) {
    Detector detector = detectors.of(call);
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("destinations");
    List<Destination> all = detector.destination().stream().toList();
    detectors
        .page(call, all, answer)
        .items()
        .forEach(
            destination -> {
              publisher.examine(detector);
              list.add(summary(destination));
            });
    return AwsAnswer.json(answer);
  }

  AwsAnswer describe(Call call) {
    Detector detector = detectors.of(call);
    Destination destination = destination(detector, call);
    publisher.examine(detector);
    ObjectNode answer =
        summary(destination)
            .put("publishingFailureStartTimestamp", destination.failingSinceMillis());
    answer
        .putObject("destinationProperties")
        .put("destinationArn", destination.arn())
        .put("kmsKeyArn", destination.keyArn());
    destination.tags().forEach(answer.putObject("tags")::put);
    return AwsAnswer.json(answer);
  }

  AwsAnswer update(Call call) {
    Detector detector = detectors.of(call);
    Destination destination = destination(detector, call);
    JsonNode wish = call.json();
    String arn = wish.at("/destinationProperties/destinationArn").asText(destination.arn());
    String keyArn = wish.at("/destinationProperties/kmsKeyArn").asText(destination.keyArn());
    publisher.admit(detector, arn, keyArn, call.caller());
    destination.change(arn, keyArn, world.now());
    return AwsAnswer.emptyJson();
  }

  AwsAnswer delete(Call call) {
    Detector detector = detectors.of(call);
    destination(detector, call);
    detector.destination = null;
    return AwsAnswer.emptyJson();
  }

  private static Destination destination(Detector detector, Call call) {
    return detector
        .destination()
        .filter(destination -> destination.id().equals(call.part("destinationId")))
        .orElseThrow(BadRequests::destinationGone);
  }

  private static ObjectNode summary(Destination destination) {
    return DetectorCalls.object()
        .put("destinationId", destination.id())
        .put("destinationType", "S3")
        .put("status", destination.status().name());
  }

  private static String arn(JsonNode wish) {
    return wish.at("/destinationProperties/destinationArn").asText();
  }

  private static String keyArn(JsonNode wish) {
    return wish.at("/destinationProperties/kmsKeyArn").asText();
  }
}
