package dev.buzon.e2e.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may depend on whom: arrows only downwards, no cycles. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.buzon");

    @Test
    void theModulesAreThere() {
        for (var module : List.of("protocol", "message", "store", "server", "cli")) {
            assertThat(CLASSES.containPackage("dev.buzon." + module)).as(module).isTrue();
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.buzon.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theProtocolsNeedNothingButValues() {
        classes()
                .that()
                .resideInAPackage("dev.buzon.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.buzon.protocol..",
                        "java.lang..",
                        "java.util..",
                        "java.nio",
                        "java.nio.charset",
                        "java.io",
                        "java.math",
                        "java.security..",
                        "javax.crypto..",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void theProtocolsTouchNoFileNoClockAndNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.buzon.protocol..", "dev.buzon.message..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.(File|.*File.*Stream|RandomAccessFile)"
                                + "|java\\.lang\\.(Thread|Process).*"
                                + "|java\\.util\\.(Timer|concurrent\\.(Executor|Thread|locks).*)"
                                + "|java\\.net\\..*|java\\.nio\\.(file|channels)\\..*")
                .check(CLASSES);
    }

    @Test
    void protocolsMessagesAndStoresDoNotKnowEachOther() {
        below("dev.buzon.message..", "dev.buzon.message..");
        below("dev.buzon.protocol..", "dev.buzon.protocol..");
        below("dev.buzon.store..", "dev.buzon.store..");
    }

    @Test
    void theServerKnowsNothingAboveIt() {
        below(
                "dev.buzon.server..",
                "dev.buzon.server..",
                "dev.buzon.store..",
                "dev.buzon.protocol..",
                "dev.buzon.message..");
    }

    @Test
    void theClientKnowsNoServer() {
        below(
                "dev.buzon.client..",
                "dev.buzon.client..",
                "dev.buzon.protocol..",
                "dev.buzon.message..");
        below(
                "dev.buzon.jakarta..",
                "dev.buzon.jakarta..",
                "dev.buzon.client..",
                "dev.buzon.protocol..");
    }

    @Test
    void theTestingOfficeStandsOnTheServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.buzon.testing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.buzon.cli..", "dev.buzon.bench..", "dev.buzon.e2e..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theLoadGeneratorKnowsNoServer() {
        below("dev.buzon.bench..", "dev.buzon.bench..");
    }

    @Test
    void theEngineIsNamedInOnePlace() {
        noClasses()
                .that(resideInAPackage("dev.buzon.server..").and(not(simpleName("Wiring"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.buzon.store.rocksdb.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Classes of a package depend on no other of ours than these. */
    private static void below(String who, String... allowed) {
        noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.buzon..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
