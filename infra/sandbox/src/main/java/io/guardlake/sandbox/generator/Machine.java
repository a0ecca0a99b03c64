package io.guardlake.sandbox.generator;

import java.io.IOException;

/**
 * What an asset's instance is; the same in every block that speaks of it.
 *
 * @param platform null for Linux, as in AWS
 * @param outpostArn null for most
 * @param productCode of the marketplace, null for most
 */
record Machine(
    String type, String platform, String imageDescription, String outpostArn, String productCode) {
  static Machine of(Scene scene) {
    Dice dice = scene.assetDice("machine");
    boolean windows = dice.chance(0.25);
    String description =
        dice.pick(windows ? Words.WINDOWS_IMAGE_DESCRIPTIONS : Words.IMAGE_DESCRIPTIONS);
    String outpost = scene.origin().arn("outposts", "outpost/op-0" + dice.hex(16));
    return new Machine(
        dice.pick(Words.INSTANCE_TYPES),
        windows ? "windows" : null,
        description,
        dice.chance(0.2) ? outpost : null,
        dice.chance(0.2) ? dice.alphanumeric(25) : null);
  }

  void writeProductCodes(Json json) throws IOException {
    if (productCode != null) {
      json.element(
          code -> code.text("productCodeId", productCode).text("productCodeType", "marketplace"));
    }
  }
}
