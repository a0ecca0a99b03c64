package io.guardlake.setup.aws;

import io.guardlake.setup.world.LifecycleRule;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.Transition;

/** Lifecycle rules between S3's form and ours. */
final class LifecycleRules {
  private LifecycleRules() {}

  /** Whether a rule is for tagged objects alone, which exported ones and markers are not. */
  static boolean asksForTags(software.amazon.awssdk.services.s3.model.LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    return filter != null
        && (filter.tag() != null || (filter.and() != null && filter.and().hasTags()));
  }

  static LifecycleRule read(software.amazon.awssdk.services.s3.model.LifecycleRule rule) {
    SortedMap<Integer, String> transitions = new TreeMap<>();
    rule.transitions().stream()
        .filter(each -> each.days() != null)
        .forEach(each -> transitions.put(each.days(), each.storageClassAsString()));
    return new LifecycleRule(
        Optional.ofNullable(rule.id()).orElse(""),
        rule.status() == ExpirationStatus.ENABLED,
        prefix(rule),
        largerThan(rule.filter()),
        Optional.ofNullable(rule.expiration()).map(LifecycleExpiration::days),
        Optional.ofNullable(rule.noncurrentVersionExpiration())
            .map(NoncurrentVersionExpiration::noncurrentDays),
        transitions);
  }

  @SuppressWarnings("deprecation") // Old rules have their prefix beside the filter.
  private static String prefix(software.amazon.awssdk.services.s3.model.LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();

    if (filter == null) {
      return Optional.ofNullable(rule.prefix()).orElse("");
    }

    return Optional.ofNullable(filter.prefix())
        .or(() -> Optional.ofNullable(filter.and()).map(and -> and.prefix()))
        .orElse("");
  }

  private static Optional<Long> largerThan(LifecycleRuleFilter filter) {
    if (filter == null) {
      return Optional.empty();
    }

    return Optional.ofNullable(filter.objectSizeGreaterThan())
        .or(() -> Optional.ofNullable(filter.and()).map(and -> and.objectSizeGreaterThan()));
  }

  static software.amazon.awssdk.services.s3.model.LifecycleRule write(LifecycleRule rule) {
    List<Transition> transitions =
        rule.transitions().entrySet().stream()
            .map(
                each ->
                    Transition.builder().days(each.getKey()).storageClass(each.getValue()).build())
            .toList();
    software.amazon.awssdk.services.s3.model.LifecycleRule.Builder builder =
        software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
            .id(rule.id())
            .status(rule.enabled() ? ExpirationStatus.ENABLED : ExpirationStatus.DISABLED)
            .filter(filter -> filter.prefix(rule.prefix()))
            .transitions(transitions);
    rule.expireAfterDays().ifPresent(days -> builder.expiration(each -> each.days(days)));
    rule.expireOldVersionsAfterDays()
        .ifPresent(days -> builder.noncurrentVersionExpiration(each -> each.noncurrentDays(days)));
    return builder.build();
  }
}
