package io.guardlake.setup.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.setup.execute.Execution;
import io.guardlake.setup.execute.Executor;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.message.Explanation;
import io.guardlake.setup.message.Meaning;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExecutorTest {
  private static final Set<Effect> ALL = EnumSet.allOf(Effect.class);

  private final List<Duration> waits = new ArrayList<>();
  private final Patience patience =
      new Patience.Backoff(waits::add, Duration.ofSeconds(2), Duration.ofSeconds(30), 8);

  @Test
  void doesNothingUntilEveryEffectThatNeedsItIsAllowed() {
    ModelAws model = SetupPlannerTest.fromNothing(2, 0);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());

    assertThatThrownBy(() -> execute(plan, model, Set.of(Effect.CHARGES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The plan has actions that must be allowed by name first: --allow IRREVERSIBLE.");
    assertThat(SetupPlanner.plan(model.config, model.world())).isEqualTo(plan);
  }

  @Test
  void goesOnPastAFailingRegionAndTheNextRunFinishesIt() {
    ModelAws model = SetupPlannerTest.fromNothing(4, 1);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());

    Execution first =
        execute(
            plan,
            failing(
                model,
                "createDestination",
                "us-b-1",
                Meaning.CALLER_LACKS_PERMISSION,
                Integer.MAX_VALUE),
            ALL);

    assertThat(first.isWhole()).isFalse();
    assertThat(states(first, State.FAILED)).containsExactly("us-b-1");
    assertThat(states(first, State.SKIPPED)).containsExactly("us-b-1");
    assertThat(first.matrix().get("us-a-1")).allMatch(each -> each.state() == State.DONE);
    assertThat(execute(SetupPlanner.plan(model.config, model.world()), model, ALL).isWhole())
        .isTrue();
    assertThat(SetupPlanner.plan(model.config, model.world()).actions()).isEmpty();
  }

  @Test
  void triesAgainWhatAwsHasNotCaughtUpWith() {
    ModelAws model = SetupPlannerTest.fromNothing(2, 0);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());

    Execution execution =
        execute(plan, failing(model, "createDestination", "us-a-1", Meaning.TRY_AGAIN, 6), ALL);

    assertThat(execution.isWhole()).isTrue();
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void givesUpAfterAWhileWithWhatWasSaidLast() {
    ModelAws model = SetupPlannerTest.fromNothing(2, 0);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());

    Execution execution =
        execute(
            plan,
            failing(model, "createDestination", "us-a-1", Meaning.TRY_AGAIN, Integer.MAX_VALUE),
            ALL);

    assertThat(waits).hasSize(7);
    assertThat(execution.outcomes())
        .filteredOn(each -> each.state() == State.FAILED)
        .extracting(Outcome::sentence)
        .containsExactly("Refused in us-a-1.");
  }

  @Test
  void makesNoDestinationOnAKeyThatCouldNotBeMade() {
    ModelAws model = SetupPlannerTest.fromNothing(3, 0);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());

    Execution execution =
        execute(plan, failing(model, "createKey", "", Meaning.WRONG_WISH, Integer.MAX_VALUE), ALL);

    assertThat(execution.outcomes())
        .filteredOn(each -> each.action().stage() == Stage.DESTINATIONS)
        .hasSize(3)
        .allMatch(each -> each.state() == State.SKIPPED);
    assertThat(execution.outcomes())
        .filteredOn(each -> each.action().stage() == Stage.ORGANIZATION)
        .isNotEmpty()
        .allMatch(each -> each.state() == State.DONE);
    assertThat(model.bucket.isAbsent()).isTrue();
  }

  @Test
  void tellsItsWitnessBeforeAndAfterEachActionAndDoesNoneThatItCannotTellOf() {
    ModelAws model = SetupPlannerTest.fromNothing(1, 0);
    SetupPlan plan = SetupPlanner.plan(model.config, model.world());
    List<String> told = new ArrayList<>();
    Witness full =
        new Witness() {
          @Override
          public void begins(SetupAction action) {
            if (told.size() == 4) {
              throw new IllegalStateException("disk full");
            }

            told.add("begins " + action.kind());
          }

          @Override
          public void ends(Outcome outcome) {
            told.add("ends " + outcome.action().kind());
          }
        };

    assertThatThrownBy(() -> new Executor(model, patience, full).execute(plan, ALL))
        .hasMessage("disk full");
    assertThat(told)
        .containsExactly(
            "begins TrustService",
            "ends TrustService",
            "begins EnableAdministrator",
            "ends EnableAdministrator");
    assertThat(SetupPlanner.plan(model.config, model.world()).actions())
        .noneMatch(each -> each.kind().equals("EnableAdministrator"))
        .anyMatch(each -> each.kind().equals("CreateDestination"));
  }

  private static Set<String> states(Execution execution, State state) {
    Set<String> regions = new TreeSet<>();
    execution.outcomes().stream()
        .filter(each -> each.state() == state)
        .forEach(each -> regions.add(each.action().region().orElse("")));
    return regions;
  }

  private Execution execute(SetupPlan plan, ControlPlane plane, Set<Effect> allowed) {
    return new Executor(plane, patience, Witness.NONE).execute(plan, allowed);
  }

  /** The model, but one method refuses a number of times where it is given a region. */
  private static ControlPlane failing(
      ModelAws model, String method, String region, Meaning meaning, int times) {
    int[] left = {times};
    return (ControlPlane)
        Proxy.newProxyInstance(
            ExecutorTest.class.getClassLoader(),
            new Class<?>[] {
              ControlPlane.class, GuardDutyPlane.class, OrganizationPlane.class, StoragePlane.class
            },
            (proxy, called, arguments) -> {
              if (called.getParameterCount() == 0) {
                return proxy;
              }

              boolean here = region.isEmpty() || List.of(arguments).contains(region);

              if (called.getName().equals(method) && here && left[0]-- > 0) {
                throw new RefusedException(
                    new Explanation(meaning, "Refused in %s.".formatted(region)));
              }

              try {
                return called.invoke(model, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
