package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rule asks of a version of a finding. */
public sealed interface Condition extends Serializable {
  boolean matches(Subject subject);

  /** Every one must hold; none means always. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean matches(Subject subject) {
      return conditions.stream().allMatch(condition -> condition.matches(subject));
    }
  }

  /** At least one must hold. */
  record AnyOf(List<Condition> conditions) implements Condition {
    public AnyOf {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean matches(Subject subject) {
      return conditions.stream().anyMatch(condition -> condition.matches(subject));
    }
  }

  /** Must not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean matches(Subject subject) {
      return !condition.matches(subject);
    }
  }

  /** The band is one of these. */
  record InBand(Set<Severity> bands) implements Condition {
    public InBand {
      bands = Set.copyOf(bands);
    }

    @Override
    public boolean matches(Subject subject) {
      return bands.contains(Severity.valueOf(subject.row().text(FindingColumn.SEVERITY)));
    }
  }

  /** The score is at least and at most this, both inclusive. */
  record Scored(double least, double most) implements Condition {
    @Override
    public boolean matches(Subject subject) {
      double score = (Double) subject.row().cell(FindingColumn.SEVERITY_SCORE);
      return score >= least && score <= most;
    }
  }

  /** One of the facet's values matches one of the patterns. */
  record Like(Facet facet, List<Glob> patterns) implements Condition {
    public Like {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean matches(Subject subject) {
      return facet.values(subject).anyMatch(value -> anyMatches(patterns, value));
    }
  }

  /** One of the finding's addresses, the resource's own included, is in one of the networks. */
  record Addressed(List<Network> networks) implements Condition {
    public Addressed {
      networks = List.copyOf(networks);
    }

    @Override
    public boolean matches(Subject subject) {
      return subject.row().cell(FindingColumn.ALL_IPS) instanceof List<?> addresses
          && addresses.stream()
              .anyMatch(
                  address -> networks.stream().anyMatch(each -> each.contains((String) address)));
    }
  }

  /** The resource, or the account, has a tag of this name with a value like one of the patterns. */
  record Tagged(Owner owner, String name, List<Glob> patterns) implements Condition {
    /** Whose tag it is. */
    enum Owner {
      RESOURCE,
      ACCOUNT
    }

    public Tagged {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean matches(Subject subject) {
      Object tags =
          owner == Owner.RESOURCE
              ? subject.row().cell(FindingColumn.RESOURCE_TAGS)
              : subject.account().tags();
      return tags instanceof Map<?, ?> map
          && map.get(name) instanceof String value
          && anyMatches(patterns, value);
    }
  }

  private static boolean anyMatches(List<Glob> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(value));
  }
}
