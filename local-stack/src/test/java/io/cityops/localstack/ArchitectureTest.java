package io.cityops.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cityops.localstack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCycles = slices().matching("io.cityops.localstack.(*)..")
            .should()
            .beFreeOfCycles()
            .because("the order process, database and kafka, supervision, city, command is how the module is read");

    @ArchTest
    static final ArchRule testServersDoNotDragTheStackAlong = noClasses()
            .that()
            .resideInAnyPackage("..database..", "..kafka..", "..process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cityops.localstack.supervision..",
                    "io.cityops.localstack.city..",
                    "io.cityops.localstack.command..",
                    "io.cityops.localstack.registry..",
                    "picocli..")
            .because("other modules' component tests use the servers alone");

    @ArchTest
    static final ArchRule onlyCommandsSpeakToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackages("..command..")
            .and()
            .doNotHaveSimpleName("RunningCity")
            .should()
            .accessField(System.class, "out")
            .because("what is said goes through the console, one line at a time");

    @ArchTest
    static final ArchRule nobodyKnowsTheServices = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cityops.gateway..", "io.cityops.jobs..", "io.cityops.dashboard..", "io.cityops.simulators..")
            .because("services are started by their command lines and asked by their ports, like anybody would");
}
