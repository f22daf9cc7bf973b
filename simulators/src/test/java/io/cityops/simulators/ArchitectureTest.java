package io.cityops.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cityops.simulators", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_CITY_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..simulators.city..", "..simulators.device..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..simulators.mqtt..", "..simulators.live..", "..simulators.replay..", "org.eclipse.paho..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .because("what a device sees is a function of seed, device and time, so that a run can be repeated");

    @ArchTest
    static final ArchRule ONLY_THE_WAY_TO_THE_GATEWAY_KNOWS_PAHO = noClasses()
            .that()
            .resideOutsideOfPackage("..simulators.mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..")
            .because("MQTT 3.1.1 and 5 are to look the same to everyone else");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("a clock that is handed in can be moved by a test");
}
