package io.guardlake.setup.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.guardlake.setup.aws.AccountsReader;
import io.guardlake.setup.aws.AwsAccess;
import io.guardlake.setup.aws.AwsClients;
import io.guardlake.setup.aws.EndToEnd;
import io.guardlake.setup.aws.Findings;
import io.guardlake.setup.aws.Recorder;
import io.guardlake.setup.aws.SdkControlPlane;
import io.guardlake.setup.aws.StatusReader;
import io.guardlake.setup.aws.WorldReader;
import io.guardlake.setup.config.ConfigReader;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.doctor.CheckResult;
import io.guardlake.setup.doctor.Doctor;
import io.guardlake.setup.execute.AtOnce;
import io.guardlake.setup.execute.Execution;
import io.guardlake.setup.execute.Executor;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.plan.SetupPlanner;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.probe.Recording;
import io.guardlake.setup.status.Health;
import io.guardlake.setup.status.Status;
import io.guardlake.setup.status.StatusJudge;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.OrganizationAccount;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One setup, as a person runs it: what is wished, AWS, and a folder for journals and backups. */
public final class Setup implements AutoCloseable {
  private final SetupConfig config;
  private final String configFingerprint;
  private final AwsAccess access;
  private final AwsClients clients;
  private final RunFiles files;
  private final InstantSource clock;
  private final Patience patience;
  private final Witness watcher;

  /**
   * A setup.
   *
   * @param yaml the text of the configuration, for its fingerprint
   * @param work the folder for journals and backups, which is made when it is needed
   * @param patience how long what AWS has not caught up with is tried again
   * @param watcher is told of each action; stops everything by throwing StoppedException
   */
  public Setup(
      SetupConfig config,
      String yaml,
      AwsAccess access,
      Path work,
      InstantSource clock,
      Patience patience,
      Witness watcher) {
    this.config = requireNonNull(config, "config is null");
    this.configFingerprint = sha256(yaml);
    this.access = requireNonNull(access, "access is null");
    this.clients = new AwsClients(access, config.bucket().region());
    this.files = new RunFiles(work, clock);
    this.clock = clock;
    this.patience = requireNonNull(patience, "patience is null");
    this.watcher = requireNonNull(watcher, "watcher is null");
  }

  /** A setup of a configuration's text. */
  public static Setup of(
      String file,
      String yaml,
      AwsAccess access,
      Path work,
      InstantSource clock,
      Patience patience,
      Witness watcher) {
    return new Setup(ConfigReader.read(file, yaml), yaml, access, work, clock, patience, watcher);
  }

  public SetupConfig config() {
    return config;
  }

  /** What is there now. */
  public World world() throws InterruptedException {
    return new WorldReader(clients, config, files.rejectedPrincipals()).read();
  }

  /** The regions that GuardDuty is in and the security account can use. */
  public SortedSet<String> usableRegions() {
    return new WorldReader(clients, config, Set.of()).usableRegions();
  }

  /** The usable regions that the configuration chooses. */
  public SortedSet<String> chosenRegions() {
    SortedSet<String> chosen = usableRegions();
    chosen.removeIf(region -> !config.regions().chooses(region));
    return chosen;
  }

  /** What GuardDuty itself has of findings. */
  public Findings findings() {
    return new Findings(clients, config);
  }

  /** The accounts of the organization as it tells of them now. */
  public List<OrganizationAccount> accounts() {
    return AccountsReader.of(clients, config).read();
  }

  /** Looks at all that doctor and status look at, and says what the answers look like. */
  public Recording probe() throws InterruptedException {
    Recorder recorder = new Recorder();

    try (AwsClients listened = new AwsClients(access, config.bucket().region(), recorder)) {
      World world = new WorldReader(listened, config, files.rejectedPrincipals()).read();
      new StatusReader(listened, config).read(world, clock.instant());
    }

    return recorder.recording();
  }

  public List<CheckResult> doctor() throws InterruptedException {
    return Doctor.examine(config, world());
  }

  /** The way from what is there to what is wished. */
  public SetupPlan plan() throws InterruptedException {
    return SetupPlanner.plan(config, world());
  }

  /** The way back. */
  public SetupPlan destruction() throws InterruptedException {
    return SetupPlanner.destroy(config, world());
  }

  /** What each region exports, and whether what it found last arrived. */
  public Status status() throws InterruptedException {
    return new StatusReader(clients, config).read(world(), clock.instant());
  }

  /** Waits until GuardDuty has tried every destination, and says what came of it. */
  public Status verify() throws InterruptedException {
    for (int tries = 1; ; tries++) {
      World world = world();
      StatusJudge judge = new StatusJudge(config, world, clock.instant());
      Status status =
          new Status(
              clock.instant(),
              world.regions().values().stream()
                  .map(region -> judge.judge(region, Seen.absent()))
                  .toList(),
              judge.accounts(world));
      boolean pending =
          status.regions().stream().anyMatch(each -> each.health() == Health.VERIFYING);

      if (!pending || !patience.waitAfter(tries)) {
        return status;
      }
    }
  }

  /** Follows one sample finding from GuardDuty of a region to the reader of the export. */
  public EndToEnd.Arrival follow(String region) {
    return new EndToEnd(clients, config, patience, clock).follow(region);
  }

  /** Keeps a plan in a file, for {@link #reviewed}. */
  public void keep(SetupPlan plan, Path file) {
    PlanFile.of(plan, configFingerprint).write(file);
  }

  /**
   * The plan of a file, made again from what is there now.
   *
   * @throws SetupException when it is not the one that was reviewed, nor what is left of it
   */
  public SetupPlan reviewed(Path file) throws InterruptedException {
    PlanFile reviewed = PlanFile.read(file);

    if (!reviewed.config().equals(configFingerprint)) {
      throw new SetupException(
          "%s was made for another configuration; plan again.".formatted(file));
    }

    SetupPlan now = plan();

    if (now.fingerprint().equals(reviewed.fingerprint())) {
      return now;
    }

    String moved =
        "Nothing was done: what is there has changed since %s was made. ".formatted(file);

    if (files.journalOf(reviewed).isEmpty()) {
      throw new SetupException(
          moved
              + Remainder.refusal(reviewed.plan(), now)
                  .orElse("Other actions are left, or their circumstances differ.")
              + " Plan again.");
    }

    Optional<String> refusal = Remainder.refusal(reviewed.plan(), now);

    if (refusal.isPresent()) {
      throw new SetupException(moved + refusal.get() + " Plan again.");
    }

    return now;
  }

  /**
   * Does a plan, and what it turns out to need beside it where AWS does not know a young region.
   *
   * @param reviewed the file that was reviewed, whose journal this is; empty: the plan itself was
   */
  public Application apply(SetupPlan plan, Optional<Path> reviewed, Set<Effect> allowed)
      throws InterruptedException {
    String fingerprint =
        reviewed.map(PlanFile::read).map(PlanFile::fingerprint).orElseGet(plan::fingerprint);
    List<String> notes = Collections.synchronizedList(new ArrayList<>());

    if (plan.actions().isEmpty()) {
      return new Application(new Execution(List.of()), Optional.empty(), notes);
    }

    try (Journal journal = files.journal(config.name(), fingerprint, configFingerprint)) {
      SdkControlPlane plane =
          new SdkControlPlane(clients, config, patience, files.backups(), notes::add);
      Execution execution = execute(plan, allowed, plane, journal);

      if (!plane.rejectedPrincipals().isEmpty()) {
        execution = withoutRejected(execution, allowed, plane, journal, notes);
      }

      return new Application(execution, Optional.of(journal.file()), notes);
    }
  }

  private Execution execute(
      SetupPlan plan, Set<Effect> allowed, SdkControlPlane plane, Journal journal) {
    return new Executor(plane, patience, new Both(journal, watcher), AtOnce.USUAL)
        .execute(plan, allowed);
  }

  /** The rest of the plan without the regions whose GuardDuty turned out not to be known. */
  private Execution withoutRejected(
      Execution first,
      Set<Effect> allowed,
      SdkControlPlane plane,
      Journal journal,
      List<String> notes)
      throws InterruptedException {
    Set<String> rejected = new TreeSet<>(files.rejectedPrincipals());
    rejected.addAll(plane.rejectedPrincipals());
    files.keepRejectedPrincipals(rejected);
    notes.add(
        "AWS does not know GuardDuty's principal of %s yet; left out there, and not tried again while %s lists it."
            .formatted(String.join(", ", rejected), "rejected-principals.txt"));
    Execution second = execute(plan(), allowed, plane, journal);
    List<Outcome> outcomes = new ArrayList<>(first.outcomes());
    outcomes.removeIf(outcome -> outcome.state() != Outcome.State.DONE);
    outcomes.addAll(second.outcomes());
    return new Execution(outcomes);
  }

  /** How what a journal tells of is taken back, from what is there now. */
  public Takeback takeback(Path journalFile) throws InterruptedException {
    JournalReader journal = JournalReader.read(journalFile);

    if (!journal.setup().equals(config.name())) {
      throw new SetupException(
          "%s is the journal of setup %s, and the configuration is of %s."
              .formatted(journalFile, journal.setup(), config.name()));
    }

    World world = world();
    List<SetupAction> actions = new ArrayList<>();
    List<String> commands = new ArrayList<>();

    for (JsonNode undo : journal.undos()) {
      switch (undo.path("by").asText()) {
        case "action" -> actions.add(UndoJson.read(undo, kind -> policy(world, kind)));
        case "hand" -> commands.add(undo.path("command").asText());
        default -> commands.add("# " + undo.path("why").asText());
      }
    }

    SetupPlan identities = SetupPlanner.plan(config, world);
    return new Takeback(
        new SetupPlan(
            config.name(),
            identities.accounts(),
            actions,
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        commands);
  }

  private static PolicyDocument policy(World world, PolicyKind kind) {
    Optional<String> text =
        switch (kind) {
          case KEY -> world.key().found().map(KeyState::policy).flatMap(each -> each.found());
          case BUCKET ->
              world.bucket().found().map(BucketState::policy).flatMap(each -> each.found());
        };
    return PolicyDocument.parse("the policy of the " + kind.noun(), text.orElse(""));
  }

  private record Both(Witness one, Witness other) implements Witness {
    @Override
    public void begins(SetupAction action) {
      // Who stops everything is asked before anything is written down.
      other.begins(action);
      one.begins(action);
    }

    @Override
    public void ends(Outcome outcome) {
      one.ends(outcome);
      other.ends(outcome);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
