package io.guardlake.setup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/** The setup stands apart, and what decides neither asks nor acts. */
@AnalyzeClasses(
    packages = "io.guardlake.setup",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class SetupRulesTest {
  private static final String[] PURE = {
    "io.guardlake.setup.arn..",
    "io.guardlake.setup.policy..",
    "io.guardlake.setup.world..",
    "io.guardlake.setup.plan..",
    "io.guardlake.setup.doctor..",
    "io.guardlake.setup.status..",
    "io.guardlake.setup.message..",
    "io.guardlake.setup.render..",
    "io.guardlake.setup.probe.."
  };

  @ArchTest
  static final ArchRule ofOtherModulesTheSetupKnowsHowFilesAreReadAlone =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "io.guardlake.schemas..",
                      "io.guardlake.jobs..",
                      "io.guardlake.sandbox..",
                      "io.guardlake.cli..",
                      "org.apache..")
                  .and(resideOutsideOfPackage("io.guardlake.schemas.yaml..")));

  /** A plan that looked at a clock, a file or AWS could not be reviewed and done later. */
  @ArchTest
  static final ArchRule whatDecidesIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "java.nio.file..",
              "java.net..",
              "java.util.concurrent..",
              "java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.Clock|java\\.util\\.Random|java\\.io\\.File")
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule policiesKnowNothingOfPlans =
      noClasses()
          .that()
          .resideInAPackage("io.guardlake.setup.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.guardlake.setup.plan..",
              "io.guardlake.setup.world..",
              "io.guardlake.setup.config..",
              "io.guardlake.setup.doctor..");

  @ArchTest
  static final ArchRule onlyTemplatesAreWrittenAsYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.guardlake.setup.render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule oneClassLooksAtTheSdksExceptions =
      noClasses()
          .that()
          .doNotHaveSimpleName("Asker")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SdkException.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.guardlake.setup.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyWritesToTheStandardStreams =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
