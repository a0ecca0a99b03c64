package io.guardlake.sandbox.generator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes single findings. Each version is a pure function of the settings, the finding's number and
 * the version's: it may be asked for in any order and again, and is the same bytes each time.
 */
public final class FindingGenerator {
  private final GeneratorSettings settings;
  private final History history;
  private final List<Origin> origins;

  public FindingGenerator(GeneratorSettings settings) {
    this(settings, new History(settings, Slots.of(settings)));
  }

  FindingGenerator(GeneratorSettings settings, History history) {
    this.settings = requireNonNull(settings, "settings is null");
    this.history = history;
    List<Origin> all = new ArrayList<>();

    for (int index = 0; index < Origin.count(settings); index++) {
      all.add(Origin.of(settings, index));
    }

    origins = List.copyOf(all);
  }

  /**
   * How many versions a finding has, at least 1.
   *
   * @param finding its number, from 0
   */
  public int versions(int finding) {
    return history.slots(finding).length;
  }

  /**
   * One version of a finding as a line without its ending.
   *
   * @param finding its number, from 0
   * @param version its number, from 0, below {@link #versions}
   */
  public byte[] line(int finding, int version) {
    return version(finding, version).line();
  }

  FindingVersion version(int finding, int version) {
    History.Moment moment = history.moment(finding, version);
    Scene scene = new Scene(settings.seed(), origin(finding), moment, finding, version);
    return new FindingVersion(
        finding, moment.updatedAt(), Double.parseDouble(moment.severity()), line(scene));
  }

  /** The detector a finding belongs to. */
  Origin origin(int finding) {
    return origins.get((int) Dice.of(settings.seed(), "origin", finding).below(origins.size()));
  }

  static byte[] line(Scene scene) {
    return Json.bytes(json -> fields(json, scene));
  }

  private static void fields(Json json, Scene scene) throws IOException {
    Origin origin = scene.origin();
    json.text("schemaVersion", "2.0");
    json.text("accountId", origin.accountId());
    json.text("region", origin.region());
    json.text("partition", origin.partition());
    json.text("id", scene.findingId());
    json.text("arn", origin.findingArn(scene.findingId()));
    json.text("type", scene.kind().type());
    ResourceWriter.write(json, scene);
    ServiceWriter.write(json, scene);
    json.literal("severity", scene.moment().severity());

    if (scene.findingId().startsWith("c0")) {
      // Said only of what GuardDuty came to hold for a false positive.
      json.literal("confidence", "0");
    }

    json.text("createdAt", Scene.millis(scene.moment().createdAt()));
    json.text("updatedAt", Scene.millis(scene.moment().updatedAt()));
    json.text("title", scene.title());
    json.text("description", scene.description());

    if (scene.findingId().startsWith("5") && scene.kind().severity() == 8) {
      // A finding that was taken up in an attack sequence.
      String sequence = scene.assetDice("associated").hex(32);
      json.text("associatedAttackSequenceArn", origin.findingArn(sequence));
    }
  }
}
