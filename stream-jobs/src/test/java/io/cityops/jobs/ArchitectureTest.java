package io.cityops.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

@AnalyzeClasses(packages = "io.cityops.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheStoreKnowsJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..")
            .because("what an operator decides must not depend on what the database happens to hold");

    @ArchTest
    static final ArchRule onlyTheIntakeKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
            .because("tests run the same topology on other sources");

    @ArchTest
    static final ArchRule operatorsDoNotReadTheWallClock = noClasses()
            .that()
            .resideInAnyPackage("..intake..", "..device..", "..aggregate..", "..indicator..", "..detect..", "..alarm..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("the same records must give the same figures, whenever they are read");

    @ArchTest
    static final ArchRule operatorsAreFinal = classes()
            .that()
            .areAssignableTo(AbstractStreamOperator.class)
            .or()
            .areAssignableTo(KeyedBroadcastProcessFunction.class)
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("an operator's state is a format, and a subclass would change it unseen");
}
