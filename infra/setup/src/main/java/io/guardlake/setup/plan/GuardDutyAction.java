package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ExportFrequency;
import io.guardlake.setup.world.DestinationState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is done to GuardDuty in one region. */
public sealed interface GuardDutyAction extends SetupAction {
  String in();

  @Override
  default Optional<String> region() {
    return Optional.of(in());
  }

  /** Turns GuardDuty on in an account. */
  record CreateDetector(
      AccountRole account,
      String accountId,
      String in,
      Optional<ExportFrequency> frequency,
      SortedMap<String, FeatureChange> features)
      implements GuardDutyAction {
    public CreateDetector {
      requireNonNull(account, "account is null");
      requireNonNull(accountId, "accountId is null");
      requireNonNull(in, "in is null");
      requireNonNull(frequency, "frequency is null");
      features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    @Override
    public Stage stage() {
      return Stage.DETECTORS;
    }

    @Override
    public String describe() {
      String with =
          features.isEmpty()
              ? ""
              : features.entrySet().stream()
                  .map(each -> each.getKey() + " " + each.getValue())
                  .collect(joining(", ", " and set ", ""));
      return "Turn GuardDuty on in account %s in %s%s%s."
          .formatted(accountId, in, frequency.map(each -> ", updates " + each).orElse(""), with);
    }

    @Override
    public Set<Effect> effects() {
      Set<Effect> effects = EnumSet.of(Effect.CHARGES);
      features.values().forEach(change -> effects.addAll(effectsOf(change)));
      return effects;
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().createDetector(account, in, frequency, features);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(Commands.detector("update-detector", in, "--no-enable"));
    }
  }

  /** Turns a suspended detector on again. */
  record ResumeDetector(String in) implements GuardDutyAction {
    public ResumeDetector {
      requireNonNull(in, "in is null");
    }

    @Override
    public Stage stage() {
      return Stage.DETECTORS;
    }

    @Override
    public String describe() {
      return "Resume GuardDuty in %s, where it is suspended.".formatted(in);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHARGES);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().resumeDetector(in);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(Commands.detector("update-detector", in, "--no-enable"));
    }
  }

  /** Changes how often updates of findings are sent. */
  record ChangeFrequency(String in, String before, ExportFrequency after)
      implements GuardDutyAction {
    public ChangeFrequency {
      requireNonNull(in, "in is null");
      requireNonNull(before, "before is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public Stage stage() {
      return Stage.DETECTORS;
    }

    @Override
    public String describe() {
      return "Send updates of findings in %s every %s instead of %s, to EventBridge and Detective as well."
          .formatted(in, after, before);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHANGES_EVENTS);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().changeFrequency(in, after);
    }

    @Override
    public Undo undo() {
      return Set.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS").contains(before)
          ? new Undo.By(new ChangeFrequency(in, after.name(), ExportFrequency.valueOf(before)))
          : new Undo.ByHand(
              Commands.detector("update-detector", in, "--finding-publishing-frequency " + before));
    }
  }

  /** Sets a feature of the administrator's own detector. */
  record ChangeFeature(String in, String feature, String before, FeatureChange after)
      implements GuardDutyAction {
    public ChangeFeature {
      requireNonNull(in, "in is null");
      requireNonNull(feature, "feature is null");
      requireNonNull(before, "before is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public Stage stage() {
      return Stage.DETECTORS;
    }

    @Override
    public String describe() {
      return "Set %s to %s in the administrator's detector in %s; it is %s."
          .formatted(feature, after, in, before);
    }

    @Override
    public Set<Effect> effects() {
      return effectsOf(after);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().changeFeature(in, feature, after);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(Commands.feature(in, feature, before));
    }
  }

  /** Begins to export. */
  record CreateDestination(String in, String arn, KeyReference key) implements GuardDutyAction {
    public CreateDestination {
      requireNonNull(in, "in is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(key, "key is null");
    }

    @Override
    public Stage stage() {
      return Stage.DESTINATIONS;
    }

    @Override
    public String describe() {
      return "Export findings of %s to %s, encrypted with %s.".formatted(in, arn, key.text());
    }

    @Override
    public Set<Effect> effects() {
      return Set.of();
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().createDestination(in, arn, key);
    }

    @Override
    public Undo undo() {
      return new Undo.By(new DeleteDestination(in, arn, key));
    }
  }

  /** Exports to another place, or, where that is the same, tries again after a failure. */
  record UpdateDestination(String in, DestinationState before, String arn, KeyReference key)
      implements GuardDutyAction {
    public UpdateDestination {
      requireNonNull(in, "in is null");
      requireNonNull(before, "before is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(key, "key is null");
    }

    @Override
    public Stage stage() {
      return Stage.DESTINATIONS;
    }

    @Override
    public String describe() {
      return moves()
          ? "Export findings of %s to %s with %s, and no longer to %s with %s; all active findings are sent again."
              .formatted(in, arn, key.text(), before.arn(), before.keyArn())
          : "Tell GuardDuty in %s to export again: it is %s%s."
              .formatted(
                  in,
                  before.status(),
                  before.failingSince().map(since -> ", failing since " + since).orElse(""));
    }

    @Override
    public Set<Effect> effects() {
      return moves() ? Set.of(Effect.REDIRECTS) : Set.of();
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().updateDestination(in, arn, key);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          Commands.detector(
              "update-publishing-destination",
              in,
              "--destination-id %s --destination-properties DestinationArn=%s,KmsKeyArn=%s"
                  .formatted(before.id(), before.arn(), before.keyArn())));
    }

    private boolean moves() {
      return !before.arn().equals(arn) || !before.keyArn().equals(key.text());
    }
  }

  /** Ends the export to this destination. */
  record DeleteDestination(String in, String arn, KeyReference key) implements GuardDutyAction {
    public DeleteDestination {
      requireNonNull(in, "in is null");
      requireNonNull(arn, "arn is null");
      requireNonNull(key, "key is null");
    }

    @Override
    public Stage stage() {
      return Stage.DESTINATIONS;
    }

    @Override
    public String describe() {
      return "Stop exporting findings of %s to %s.".formatted(in, arn);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.WEAKENS);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.guardDuty().deleteDestination(in, arn);
    }

    @Override
    public Undo undo() {
      return new Undo.By(new CreateDestination(in, arn, key));
    }
  }

  /** What setting a feature of a detector brings with it. */
  private static Set<Effect> effectsOf(FeatureChange change) {
    if (!change.turnsOn()) {
      return Set.of(Effect.WEAKENS);
    }

    return change.agents().isEmpty()
        ? Set.of(Effect.CHARGES)
        : Set.of(Effect.CHARGES, Effect.INSTALLS_AGENTS);
  }
}
