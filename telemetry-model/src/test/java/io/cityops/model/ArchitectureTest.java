package io.cityops.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cityops.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule staysSmall = classes()
            .that()
            .resideInAPackage("io.cityops.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.cityops.model..", "java..", "com.fasterxml.jackson.core..", "org.yaml..", "org.jspecify..")
            .because("every part carries this module, so whatever it depends on, they all do");

    @ArchTest
    static final ArchRule readsNoWallClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes in as a parameter, so that yesterday can be computed again");

    @ArchTest
    static final ArchRule hasNoCycles = slices().matching("io.cityops.model.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each word must be understandable without all the others");
}
