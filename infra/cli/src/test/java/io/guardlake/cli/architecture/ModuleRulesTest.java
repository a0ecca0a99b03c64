package io.guardlake.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.ReadableConfig;

/** Dependencies point one way: schemas, then jobs, then the command; the sandbox stands apart. */
@AnalyzeClasses(
    packages = "io.guardlake",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ModuleRulesTest {
  private static final String SCHEMAS = "io.guardlake.schemas..";
  private static final String JOBS = "io.guardlake.jobs..";
  private static final String SANDBOX = "io.guardlake.sandbox..";
  private static final String SETUP = "io.guardlake.setup..";
  private static final String CLI = "io.guardlake.cli..";

  @ArchTest
  static final ArchRule schemasKnowNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(SCHEMAS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JOBS, SANDBOX, SETUP, CLI, "org.apache.flink..");

  @ArchTest
  static final ArchRule jobsKnowOnlySchemas =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SANDBOX, SETUP, CLI);

  @ArchTest
  static final ArchRule theSandboxKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(SANDBOX)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCHEMAS, JOBS, SETUP, CLI);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.guardlake.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule hadoopStaysAtParquetsEdge =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.guardlake.jobs.table..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hadoop..");

  /** Managed Service for Apache Flink refuses a job whose code sets what the service sets. */
  @ArchTest
  static final ArchRule onlyTheLocalRunSetsWhatAPlatformSets =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .and()
          .haveNameNotMatching(".*\\.(LocalConfiguration|S3Environment)")
          .should()
          .callMethodWhere(
              target(nameMatching("set|setString|configure"))
                  .and(target(owner(assignableTo(ReadableConfig.class)))));

  @ArchTest
  static final ArchRule noJobTurnsCheckpointingOnByItself =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("enableCheckpointing|setRestartStrategy|setStateBackend")));

  @ArchTest
  static final ArchRule statesAndStreamsHaveSerializersOfOurOwn =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(KryoSerializer|GenericTypeInfo)");

  @ArchTest
  static final ArchRule serializersCanTravel =
      classes()
          .that()
          .areAssignableTo(TypeSerializer.class)
          .should()
          .beAssignableTo(Serializable.class);

  @ArchTest
  static final ArchRule onlyTheCommandWritesToTheStandardStreams =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEMAS, JOBS, SANDBOX)
          .and()
          // It is the main class of a process of its own.
          .doNotHaveSimpleName("ServerLauncher")
          .and()
          // Rules may ask for it by name.
          .doNotHaveSimpleName("StandardOutputSink")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
