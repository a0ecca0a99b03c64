package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code service.ebsVolumeScanDetails}: a scan of the volumes of an instance or workload. */
final class VolumeScanBlock {
  private VolumeScanBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    Instant completed = scene.moment().lastSeen();
    Instant started = completed.minusMillis(dice.between(60_000, 3_000_000));
    boolean onDemand = dice.chance(0.2);
    json.object(
        "ebsVolumeScanDetails",
        scan -> {
          scan.text("scanId", dice.hex(32));
          scan.time("scanStartedAt", started, scene.times());
          scan.time("scanCompletedAt", completed, scene.times());
          scan.text("triggerFindingId", onDemand ? "" : dice.hex(32));
          scan.texts("sources", List.of("Bitdefender"));
          scan.object("scanDetections", detections -> detections(detections, scene));
          scan.text("scanType", onDemand ? "ON_DEMAND" : "GUARDDUTY_INITIATED");
        });
  }

  private static void detections(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    int threats = scene.threats();
    json.object(
        "scannedItemCount",
        count ->
            count
                .number("totalGb", dice.between(8, 500))
                .number("files", dice.between(20_000, 900_000))
                .number("volumes", 1));
    json.object("threatsDetectedItemCount", count -> count.number("files", threats));
    json.object(
        "highestSeverityThreatDetails",
        highest ->
            highest
                .text("severity", "HIGH")
                .text("threatName", scene.threatName(0))
                .number("count", 1));
    json.object(
        "threatDetectedByName",
        byName -> {
          byName.number("itemCount", threats);
          byName.number("uniqueThreatNameCount", threats);
          byName.flag("shortened", false);
          byName.array(
              "threatNames",
              names -> {
                for (int threat = 0; threat < threats; threat++) {
                  int number = threat;
                  names.element(one -> threatName(one, scene, number));
                }
              });
        });
  }

  private static void threatName(Json json, Scene scene, int number) throws IOException {
    String file = scene.latest().alphanumeric(8);
    json.text("name", scene.threatName(number));
    json.text("severity", number == 0 ? "HIGH" : "MEDIUM");
    json.number("itemCount", 1);
    json.array(
        "filePaths",
        paths ->
            paths.element(
                path ->
                    path.text("filePath", "tmp/" + file)
                        .text("volumeArn", VolumeBlock.arn(scene))
                        .text("hash", scene.threatHash(number))
                        .text("fileName", file)));
  }
}
