package io.guardlake.jobs.erase;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erased.Tombstone;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where erased rows came from: of an account its prefixes, of a finding its objects. */
final class SourcePlaces {
  /** So many are named. */
  static final int MOST = 100;

  private final Tombstone target;
  private final Set<String> places = new TreeSet<>();
  private boolean more;

  SourcePlaces(Tombstone target) {
    this.target = requireNonNull(target, "target is null");
  }

  void add(String sourceUri) {
    String place = place(sourceUri);

    if (places.size() < MOST) {
      places.add(place);
    } else {
      more |= !places.contains(place);
    }
  }

  List<String> all() {
    return List.copyOf(places);
  }

  boolean hasMore() {
    return more;
  }

  private String place(String sourceUri) {
    if (target.kind() == Tombstone.Kind.FINDING) {
      return sourceUri;
    }

    String branch = "/" + target.id() + "/GuardDuty/";
    int at = sourceUri.indexOf(branch);
    return at < 0 ? sourceUri : sourceUri.substring(0, at + branch.length());
  }
}
