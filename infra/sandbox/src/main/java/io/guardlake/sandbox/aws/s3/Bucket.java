package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.policy.PolicyHistory;
import io.guardlake.sandbox.aws.world.Region;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A bucket without its objects. */
final class Bucket {
  private final String name;
  private final String owner;
  private final String region;
  private final PolicyHistory policy = new PolicyHistory();
  private final Map<Setting, String> settings = new EnumMap<>(Setting.class);

  Bucket(String name, String owner, String region) {
    this.name = name;
    this.owner = owner;
    this.region = region;

    for (Setting setting : Setting.values()) {
      setting.first().ifPresent(first -> settings.put(setting, first));
    }
  }

  String name() {
    return name;
  }

  String owner() {
    return owner;
  }

  String region() {
    return region;
  }

  String arn() {
    return "arn:%s:s3:::%s".formatted(Region.of(region).orElseThrow().partition().id(), name);
  }

  PolicyHistory policy() {
    return policy;
  }

  Optional<String> setting(Setting setting) {
    return Optional.ofNullable(settings.get(setting));
  }

  void set(Setting setting, String xml) {
    settings.put(setting, xml);
  }

  void delete(Setting setting) {
    settings.remove(setting);
    setting.afterDelete().ifPresent(xml -> settings.put(setting, xml));
  }
}
