package io.assay.acceptance.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.assay.Sandbox;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoomsTest {
  /// Interfaces that exist so that something else can take the one implementation's place.
  private static final Set<String> SEAMS =
      Set.of("io.assay.Sandboxes", "io.assay.Sandbox", "io.assay.Execution");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.assay")
          .that(DescribedPredicate.not(resideInAPackage("io.assay.acceptance..")));

  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("io.assay..")
          .and(
              DescribedPredicate.not(
                  resideInAnyPackage("io.assay.validate..", "io.assay.server..", "io.assay.cli..")))
          .as("classes of core");

  /// What embeds anywhere brings nothing along: no HTTP, no JSON, no logging framework, no command
  /// line.
  @Test
  void coreKnowsOnlyItselfAndTheJdksBase() {
    classes()
        .that(CORE)
        .should()
        .onlyDependOnClassesThat(CORE.or(resideInAnyPackage("java..", "org.jspecify.annotations")))
        .check(PRODUCT);
    noClasses()
        .that(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.util.logging..", "java.sql..", "java.awt..")
        .check(PRODUCT);
  }

  /// Both run on the class path, where the compiler does not hold them to the exports.
  @Test
  void whateverIsAroundCoreUsesOnlyWhatItExports() {
    Set<String> exported = exportsOfCore();
    classes()
        .that()
        .resideInAnyPackage("io.assay.validate..", "io.assay.server..", "io.assay.cli..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are outside core or in one of " + exported,
                type -> !CORE.test(type) || exported.contains(type.getPackageName())))
        .check(PRODUCT);
  }

  /// Validation is the first embedder: it proves that core's way in is enough.
  @Test
  void validationDoesNotKnowWhoAsksForIt() {
    noClasses()
        .that()
        .resideInAPackage("io.assay.validate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.assay.server..", "io.assay.cli..")
        .check(PRODUCT);
  }

  /// A door is opened by the command line, and does not look back.
  @Test
  void doorsDoNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("io.assay.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.assay.cli..")
        .check(PRODUCT);
  }

  @Test
  void noRoomInsideCoreIsPartOfACircle() {
    slices().matching("io.assay.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void noNameHidesThatTheClassHidesNothing() {
    noClasses()
        .should()
        .haveNameMatching(
            "(.*[.$])?(.*(Manager|Helper|Utils?|Service|Processor|Impl)|(Abstract|Default)[A-Z].*)")
        .check(PRODUCT);
  }

  @Test
  void aPublicInterfaceHasSeveralImplementationsOrIsASeam() {
    classes()
        .that(
            DescribedPredicate.describe(
                "are public interfaces, neither sealed, nor functional, nor a seam",
                type ->
                    type.isInterface()
                        && !type.isAnnotation()
                        && type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.reflect().isSealed()
                        && !type.isAnnotatedWith(FunctionalInterface.class)
                        && !SEAMS.contains(type.getName())))
        .should(
            new ArchCondition<>("have more than one implementation") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                long implementations =
                    type.getAllSubclasses().stream()
                        .filter(subclass -> !subclass.isInterface())
                        .count();
                events.add(
                    new SimpleConditionEvent(
                        type,
                        implementations > 1,
                        type.getName() + " has " + implementations + " implementation(s)"));
              }
            })
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  private static Set<String> exportsOfCore() {
    try {
      Path core =
          Path.of(Sandbox.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(core).findAll().stream()
          .flatMap(module -> module.descriptor().exports().stream())
          .filter(export -> !export.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
