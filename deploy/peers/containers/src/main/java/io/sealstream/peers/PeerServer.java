package io.sealstream.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a real server is started: with TLS 1.3 or 1.2 alone, a client certificate required, and all
 * it keeps in one folder.
 *
 * @param image what it is made of
 * @param program runs instead of what the image would run; null to leave that
 * @param arguments of the program
 * @param port the only one
 * @param folders folders of this machine, and where the server sees them
 */
public record PeerServer(
        PeerImage image,
        @Nullable String program,
        List<String> arguments,
        int port,
        Map<Path, String> folders) {
    private static final String IDENTITY = "/identity";
    private static final String STATE = "/state";

    /** HashiCorp Vault, sealed; see {@link #vault(PeerImage, Path, Path)}. */
    public static PeerServer vault(Path identity, Path state) {
        return vault(PeerImage.VAULT, identity, state);
    }

    /**
     * HashiCorp Vault or OpenBao, sealed.
     *
     * @param image which of them
     * @param identity folder with {@code cert.pem}, {@code key.pem} and {@code services.pem}
     * @param state folder of its own
     */
    public static PeerServer vault(PeerImage image, Path identity, Path state) {
        Path config = state.resolve("vault.hcl");
        Path data = state.resolve("raft");
        try (InputStream text =
                Objects.requireNonNull(PeerServer.class.getResourceAsStream("vault.hcl"))) {
            Files.createDirectories(data);
            Files.write(config, text.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + state, e);
        }
        return new PeerServer(
                image,
                image == PeerImage.OPENBAO ? "bao" : "vault",
                List.of("server", "-config=" + STATE + "/vault.hcl"),
                8200,
                folders(identity, state));
    }

    /**
     * The document server.
     *
     * @param identity folder with {@code cert.pem}, {@code key.pem} and {@code services.pem}
     * @param users a file for each user, named for it, that holds its password
     * @param state folder of its own
     */
    public static PeerServer documents(Path identity, Path users, Path state) {
        Map<Path, String> folders = folders(identity, state);
        folders.put(users, "/users");
        return new PeerServer(PeerImage.DOCUMENTS, null, List.of(), 27017, folders);
    }

    private static Map<Path, String> folders(Path identity, Path state) {
        Map<Path, String> folders = new LinkedHashMap<>();
        folders.put(identity, IDENTITY);
        folders.put(state, STATE);
        return folders;
    }

    /** Whether the server may write into a folder: only into its state. */
    public boolean mayWrite(Path folder) {
        return STATE.equals(folders.get(folder));
    }

    /**
     * {@code uid:gid} of whoever owns its state: the server runs as them, so its files are theirs.
     */
    public String user() {
        Path state = folders.keySet().stream().filter(this::mayWrite).findFirst().orElseThrow();
        try {
            return Files.getAttribute(state, "unix:uid")
                    + ":"
                    + Files.getAttribute(state, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + state, e);
        }
    }
}
