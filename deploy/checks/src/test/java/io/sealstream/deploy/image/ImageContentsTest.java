package io.sealstream.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.deploy.Checkout;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks into the folders that the Dockerfile copies. They are there once the services are packaged;
 * before that the test fails rather than looking at nothing.
 */
class ImageContentsTest {
    /** Programs and packages that belong to the local stack and its emulators. */
    private static final List<String> NOT_FOR_AN_IMAGE =
            List.of(
                    "io/sealstream/devstack/",
                    "de/bwaldvogel/mongo/",
                    "kafka/server/",
                    "org/apache/kafka/controller/",
                    "org/junit/");

    static List<ServiceName> services() {
        return Checkout.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void noEmulatorIsInAnImage(ServiceName service) throws IOException {
        // Given
        List<Path> jars = jars(service);
        assertThat(jars).as("run 'package' first").hasSizeGreaterThan(50);
        for (Path jar : jars) {
            // When
            List<String> found = strangers(jar);
            // Then
            assertThat(found).as(jar.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void probeFindsItsClassesInTheImage(ServiceName service) throws IOException {
        // When
        List<String> own =
                jars(service).stream()
                        .map(jar -> jar.getFileName().toString())
                        .filter(name -> name.matches("io\\.sealstream\\..*\\.jar"))
                        .toList();
        // Then
        assertThat(own)
                .hasSize(2)
                .anyMatch(name -> name.startsWith("io.sealstream.protocol-"))
                .anyMatch(name -> name.startsWith("io.sealstream.service-kit-"));
    }

    @Test
    void brokerOfTheLocalStackWouldBeFound() throws IOException {
        // Given
        Path broker =
                Path.of(
                        io.sealstream.devstack.broker.BrokerProcess.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        // When
        List<String> found = strangers(broker);
        // Then
        assertThat(found).isNotEmpty();
    }

    private static List<Path> jars(ServiceName service) throws IOException {
        Path application = Checkout.module(service).resolve("target/quarkus-app");
        try (Stream<Path> files = Files.walk(application)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    /** Names in a jar, or a folder of classes, that have no place in an image. */
    private static List<String> strangers(Path jar) throws IOException {
        if (Files.isDirectory(jar)) {
            try (Stream<Path> files = Files.walk(jar)) {
                return files.map(file -> jar.relativize(file).toString())
                        .filter(ImageContentsTest::isStranger)
                        .toList();
            }
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(ImageContentsTest::isStranger)
                    .toList();
        }
    }

    private static boolean isStranger(String name) {
        return NOT_FOR_AN_IMAGE.stream().anyMatch(name::startsWith);
    }
}
