package io.sealstream.testkit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The layout rules, run over the production classes of every module. */
class LayoutRulesTest {
    private static final Set<String> SERVICES = Set.of("ingest", "guard", "keys", "storage");

    /** Packages of a service's core, beside its root. */
    private static final List<String> CORE = List.of("devices", "envelope", "epoch", "window");

    private static final JavaClasses PRODUCTION =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/jmh_generated/"))
                    .importPath(Path.of("target", "classes"));

    @Test
    void packagesHaveNoCycle() {
        check(
                slices().matching("io.sealstream.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because("a package that cannot be left out cannot be understood alone"));
    }

    @Test
    void packagesAreNamedForWhatTheyAre() {
        check(
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..",
                                "..utils..",
                                "..common..",
                                "..impl..",
                                "..model..",
                                "..service..",
                                "..helper..",
                                "..misc..")
                        .because("such a name says nothing about what may live there"));
    }

    @Test
    void packagesAreNullMarked() {
        check(
                classes()
                        .that()
                        .resideInAPackage("io.sealstream..")
                        .should(stayInANullMarkedPackage())
                        .because("null is allowed only where a type says so"));
    }

    @Test
    void coreKnowsNoTechnology() {
        for (String service : SERVICES) {
            check(
                    noClasses()
                            .that()
                            .resideInAnyPackage(coreOf(service))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "io.sealstream." + service + ".boot..",
                                    "io.sealstream." + service + ".http..",
                                    "io.sealstream." + service + ".kafka..",
                                    "io.sealstream." + service + ".mongo..",
                                    "io.sealstream." + service + ".peers..",
                                    "io.sealstream." + service + ".vault..",
                                    "io.sealstream.servicekit.documents..",
                                    "io.sealstream.servicekit.http..",
                                    "io.sealstream.servicekit.kafka..",
                                    "io.sealstream.servicekit.records..",
                                    "io.sealstream.servicekit.streams..",
                                    "io.quarkus..",
                                    "jakarta..",
                                    "io.vertx..",
                                    "io.smallrye..",
                                    "org.apache.kafka..",
                                    "com.mongodb..",
                                    "org.bson..",
                                    "io.github.jopenlibs..",
                                    "io.micrometer..")
                            .because("rules outlive the frameworks they are served with"));
        }
    }

    @Test
    void whatCoresShareKnowsNoTechnologyEither() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "io.sealstream.servicekit.devices..",
                                "io.sealstream.servicekit.secrets..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.quarkus..",
                                "jakarta..",
                                "io.vertx..",
                                "io.smallrye..",
                                "org.apache.kafka..",
                                "com.mongodb..")
                        .because("a core would see through them what it must not see"));
    }

    private static String[] coreOf(String service) {
        String root = "io.sealstream." + service;
        return Stream.concat(Stream.of(root), CORE.stream().map(name -> root + "." + name))
                .toArray(String[]::new);
    }

    @Test
    void technologyPackagesDoNotKnowEachOther() {
        for (String service : SERVICES) {
            check(
                    slices().matching("io.sealstream." + service + ".(*)..")
                            .should()
                            .notDependOnEachOther()
                            .ignoreDependency(livesInBoot(), anything())
                            .ignoreDependency(anything(), resideInAnyPackage(coreOf(service)))
                            .because("each can be replaced alone; boot is the only composer"));
        }
    }

    @Test
    void servicesDoNotKnowEachOther() {
        for (String service : SERVICES) {
            for (String other : SERVICES) {
                if (!service.equals(other)) {
                    check(
                            noClasses()
                                    .that()
                                    .resideInAPackage("io.sealstream." + service + "..")
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAPackage("io.sealstream." + other + "..")
                                    .because("services share topics and the protocol, not code"));
                }
            }
        }
    }

    @Test
    void protocolIsPlainJava() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.sealstream.protocol..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.quarkus..",
                                "jakarta..",
                                "io.vertx..",
                                "org.apache.kafka..",
                                "com.mongodb..")
                        .because("devices and readers embed it"));
    }

    @Test
    void randomNumbersAreSecure() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.sealstream.devstack.demo..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .because("a guessable nonce or key is no nonce and no key"));
    }

    @Test
    void keyBytesAreBaredInOnePackage() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "io.sealstream.protocol.seal..", "io.sealstream.protocol.secret..")
                        .should()
                        .callMethodWhere(
                                target(name("getEncoded"))
                                        .and(
                                                target(
                                                        owner(
                                                                name(
                                                                        "io.sealstream.protocol.secret.KeyBytes")))))
                        .because("whoever has an array of a key may forget to overwrite it"));
    }

    @Test
    void internalTypesAreInNoPublicSignature() {
        check(
                methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackage("..internal..")
                        .should(notMention("..internal.."))
                        .because(
                                "whoever embeds a client or the protocol depends on what it shows"));
    }

    @Test
    void textIsFormattedUnderALocaleThatIsNamed() {
        check(
                noClasses()
                        .should()
                        .callMethod(String.class, "format", String.class, Object[].class)
                        .because(
                                "digits of the machine's locale are none in a name or in a"
                                        + " protocol"));
    }

    @Test
    void metersAreGivenNotTakenFromAStaticPlace() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("io.micrometer.core.instrument.Metrics")
                        .because("boot composes; a test can look at the registry it gave"));
    }

    @Test
    void errorsOfTheDocumentDriverAreUnderstoodInOnePlace() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "io.sealstream.servicekit.documents..",
                                "io.sealstream.devstack..",
                                "io.sealstream.benchmarks..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo("com.mongodb.MongoException")
                        .because("what can be tried again must be the same in every service"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> livesInBoot() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "boot", c -> c.getPackageName().contains(".boot"));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> anything() {
        return com.tngtech.archunit.base.DescribedPredicate.alwaysTrue();
    }

    private static ArchCondition<JavaMethod> notMention(String packages) {
        PackageMatcher matcher = PackageMatcher.of(packages);
        return new ArchCondition<>("not mention types of " + packages) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream<JavaClass> mentioned =
                        Stream.concat(
                                Stream.concat(
                                        method.getRawParameterTypes().stream(),
                                        method.getExceptionTypes().stream()),
                                Stream.of(method.getRawReturnType()));
                mentioned
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> matcher.matches(type.getPackageName()))
                        .forEach(type ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                method,
                                                method.getFullName()
                                                        + " mentions "
                                                        + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> stayInANullMarkedPackage() {
        return new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                        type.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                if (!marked) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is in a package without @NullMarked"));
                }
            }
        };
    }
}
