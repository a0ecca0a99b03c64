package io.guardlake.setup.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Orders a feature's agents as GuardDuty tells them, so that templates do not differ for ever. */
final class Agents {
  /** As met in terraform-provider-aws#44823. */
  private static final List<String> ORDER =
      List.of("EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT");

  private Agents() {}

  static List<String> ordered(Collection<String> agents) {
    List<String> ordered = new ArrayList<>(ORDER);
    ordered.retainAll(agents);
    agents.stream().filter(agent -> !ORDER.contains(agent)).sorted().forEach(ordered::add);
    return ordered;
  }
}
