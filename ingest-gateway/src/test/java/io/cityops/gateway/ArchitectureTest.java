package io.cityops.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cityops.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule judgementKnowsNoWire = noClasses()
            .that()
            .resideInAPackage("..intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.sql..")
            .because("what is good or refused must not depend on how it came, and is tested without a socket");

    @ArchTest
    static final ArchRule eventLoopsNeverTouchTheDatabase = noClasses()
            .that()
            .resideInAnyPackage("..mqtt..", "..intake..", "..kafka..", "..operations..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
            .because("a query on an event loop stops every device on it; devices are looked up in the mirror");

    @ArchTest
    static final ArchRule onlyTheJournalSends = noClasses()
            .that()
            .resideInAPackage("..mqtt..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org.apache.kafka.clients.producer.(Kafka)?Producer")
            .because("send() may block; the journal's thread does it, in order");

    @ArchTest
    static final ArchRule hotPathHasNoReflection = noClasses()
            .that()
            .resideInAPackage("io.cityops.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "com.fasterxml.jackson.databind..")
            .because("each message passes here; its way is plain calls");

    @ArchTest
    static final ArchRule kafkaKnowsNoMqtt = classes()
            .that()
            .resideInAPackage("..kafka..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("..gateway.mqtt..", "io.vertx..", "io.netty..")
            .because("other doors (HTTP, LoRaWAN) will write through the same journal");
}
