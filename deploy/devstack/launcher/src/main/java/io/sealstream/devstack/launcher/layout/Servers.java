package io.sealstream.devstack.launcher.layout;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.peers.PeerImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What serves as Vault and as document store. What one kind keeps, the other cannot read. */
public enum Servers {
    /** The emulators of the devstack. */
    EMULATORS,
    /** HashiCorp Vault and a durable document server, in containers. */
    REAL;

    private static final String FILE = "servers";

    /** The servers that a stack's state belongs to; emulators when it belongs to none yet. */
    public static Servers of(Layout layout) {
        return noted(layout).orElse(EMULATORS);
    }

    /**
     * Decides for a stack.
     *
     * @param wanted null for whatever it has
     * @throws StackException when its state belongs to others
     */
    public static Servers choose(Layout layout, @Nullable Servers wanted) throws IOException {
        Servers chosen = wanted == null ? of(layout) : wanted;
        Servers kept = noted(layout).orElseGet(() -> hasState(layout) ? EMULATORS : chosen);
        if (kept != chosen) {
            throw new StackException(
                    layout.state()
                            + " was made with --servers "
                            + kept.option()
                            + ". Delete it to start from scratch, or name another with SEALSTREAM_STATE.");
        }
        PrivateFiles.createFolder(layout.state());
        PrivateFiles.write(file(layout), chosen.option() + "\n");
        return chosen;
    }

    private static boolean hasState(Layout layout) {
        return Files.exists(layout.data(Component.VAULT));
    }

    private static Optional<Servers> noted(Layout layout) {
        try {
            return Files.exists(file(layout))
                    ? Optional.of(ofState(layout, Files.readString(file(layout)).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(layout), e);
        }
    }

    private static Servers ofState(Layout layout, String option) {
        return named(option)
                .orElseThrow(() ->
                        new StackException(
                                layout.state()
                                        + " was made by another version. Delete it to start from"
                                        + " scratch, or name another with SEALSTREAM_STATE."));
    }

    private static Optional<Servers> named(String option) {
        return Arrays.stream(values())
                .filter(servers -> servers.option().equals(option))
                .findFirst();
    }

    /**
     * The kind that an option names.
     *
     * @throws StackException when it names none
     */
    public static Servers parse(String option) {
        return named(option)
                .orElseThrow(() ->
                        new StackException(
                                "--servers must be one of "
                                        + Arrays.stream(values())
                                                .map(Servers::option)
                                                .collect(Collectors.joining(", "))));
    }

    private static Path file(Layout layout) {
        return layout.state().resolve(FILE);
    }

    /** Its name on the command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a process of the stack runs in a container. */
    public boolean contains(Component component) {
        return this == REAL && component.replaceable();
    }

    /** What is to be known about a process: that it is an emulator, or its image; else empty. */
    public String describe(Component component) {
        if (!component.replaceable()) {
            return "";
        }
        return this == REAL ? image(component).reference() : "emulator";
    }

    /** The image of the real server in place of an emulator. */
    public static PeerImage image(Component component) {
        return component == Component.VAULT ? PeerImage.VAULT : PeerImage.DOCUMENTS;
    }
}
