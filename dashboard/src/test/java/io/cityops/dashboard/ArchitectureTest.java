package io.cityops.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.vaadin.flow.component.Component;
import java.time.Instant;

@AnalyzeClasses(packages = "io.cityops.dashboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule viewsNeverTouchJdbc = noClasses()
            .that()
            .resideInAnyPackage("..wall..", "..screen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
            .because("one reader serves every wall; a view that asks the database costs it once for each screen");

    @ArchTest
    static final ArchRule noPageTouchesJdbc = noClasses()
            .that()
            .areAssignableTo(Component.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
            .because("what many look at is read once for all of them, by whoever stands beside the page");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("what depends on the time must be testable at any time");

    @ArchTest
    static final ArchRule onlyTheWallKnowsVaadinsComponents = noClasses()
            .that()
            .resideInAnyPackage(
                    "..live..",
                    "..map..",
                    "..alerts..",
                    "..health..",
                    "..access..",
                    "..layout..",
                    "..passport..",
                    "..tending..",
                    "..notification..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..")
            .because("reading, drawing and acknowledging have nothing to do with how a page is made");

    @ArchTest
    static final ArchRule theLiveReaderStaysAlone = classes()
            .that()
            .haveSimpleName("CityReader")
            .should()
            .bePackagePrivate()
            .because("nobody else may start a second one");
}
