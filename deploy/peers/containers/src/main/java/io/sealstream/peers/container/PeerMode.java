package io.sealstream.peers.container;

import com.github.dockerjava.api.exception.NotFoundException;
import io.sealstream.peers.PeerImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * What the environment variable {@code SEALSTREAM_PEERS} says: whether suites run on real servers
 * always, never, or where their images are.
 */
public enum PeerMode {
    /** Never: suites run on the emulators only. */
    OFF,
    /** Where the images are; elsewhere a line says that a suite is skipped. */
    AUTO,
    /** Always; a suite fails where an image is not. */
    REQUIRED;

    private static final String VARIABLE = "SEALSTREAM_PEERS";

    /**
     * Why a suite cannot run on a real server; empty when it can. In mode {@code auto} prints it.
     *
     * @param suite name of the suite
     * @throws IllegalStateException in mode {@code required} when an image is missing
     */
    public static Optional<String> reasonToSkip(String suite, PeerImage... images) {
        PeerMode mode = parse(System.getenv().getOrDefault(VARIABLE, "auto"));
        if (mode == OFF) {
            return Optional.of(VARIABLE + " is off");
        }
        Optional<String> missing = missing(images);
        if (missing.isPresent() && mode == REQUIRED) {
            throw new IllegalStateException(
                    VARIABLE + " is required, and " + missing.get() + "; see deploy/peers");
        }
        missing.ifPresent(reason ->
                System.out.printf(
                        "Skipped %s on the real server: %s (deploy/peers/prepare).%n",
                        suite, reason));
        return missing;
    }

    private static PeerMode parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(VARIABLE + " must be off, auto or required", e);
        }
    }

    private static Optional<String> missing(PeerImage... images) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        return Arrays.stream(images)
                .map(PeerImage::reference)
                .filter(image -> !present(image))
                .findFirst()
                .map(image -> "there is no image " + image);
    }

    private static boolean present(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
