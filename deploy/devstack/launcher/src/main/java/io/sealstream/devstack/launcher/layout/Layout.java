package io.sealstream.devstack.launcher.layout;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param home the project's folder
 * @param state everything the stack writes; for its owner alone
 */
public record Layout(Path home, Path state) {
    /** The trust domain of a local stack. */
    public static final String TRUST_DOMAIN = "sealstream.local";

    /** The environment variable that puts the state elsewhere, for a second stack. */
    private static final String STATE = "SEALSTREAM_STATE";

    /** The layout of the project this launcher was started from. */
    public static Layout here() {
        Path home = Path.of(System.getProperty("sealstream.home", "")).toAbsolutePath().normalize();
        String state = System.getenv().getOrDefault(STATE, ".sealstream");
        return new Layout(home, home.resolve(state).normalize());
    }

    /** Process ids, ports and progress. */
    public Path run() {
        return state().resolve("run");
    }

    /** Folder of the logs, one file for each process. */
    public Path logs() {
        return state().resolve("logs");
    }

    /** The log of a process. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Identity folders of the processes. */
    public Path identities() {
        return state().resolve("identities");
    }

    /** The identity folder of a process. */
    public Path identity(String label) {
        return identities().resolve(label);
    }

    /** Identity folders of operators and readers. */
    public Path clients() {
        return state().resolve("clients");
    }

    /** What belongs to devices that are used by hand. */
    public Path devices() {
        return state().resolve("devices");
    }

    /** The passwords of the services at a real document server, a file each. */
    public Path documentUsers() {
        return state().resolve("document-users");
    }

    /**
     * The key that opens Vault. On this disk beside what it protects: a compromise of a local
     * stack, where nobody is there to type it in.
     */
    public Path unsealKey() {
        return state().resolve("unseal.key");
    }

    /** Role id and secret id of AppRole {@code bootstrap}, for when all certificates expired. */
    public Path bootstrapLogin() {
        return state().resolve("bootstrap.login");
    }

    /** What a process keeps. */
    public Path data(Component component) {
        return state().resolve(
                        switch (component) {
                            case DOCUMENT_STORE -> "documents";
                            case BROKER -> "kafka";
                            default -> component.label();
                        });
    }

    /**
     * Temporary files of a process; what one that was killed left behind goes when it starts again.
     */
    public Path temporary(Component component) {
        return run().resolve("tmp").resolve(component.label());
    }

    /** Policy files for Vault. */
    public Path policies() {
        return home.resolve("deploy").resolve("vault").resolve("policies");
    }
}
