package io.sealstream.servicekit.documents;

import com.mongodb.MongoCredential;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What the driver logs in with. */
final class Credentials {
    private static final String PROPERTY = "sealstream.documents.password-file";
    private static final int LEAST = 16;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private Credentials() {}

    /** The credential the settings ask for; empty where the certificate must do. */
    static Optional<MongoCredential> of(DocumentSettings settings, TlsIdentity identity) {
        if (settings.login() != DocumentLogin.SCRAM_SHA_256
                && settings.passwordFile().isPresent()) {
            throw new IllegalArgumentException(PROPERTY + " is for login scram-sha-256 alone");
        }
        return switch (settings.login()) {
            case TLS -> Optional.empty();
            case X509 -> Optional.of(MongoCredential.createMongoX509Credential());
            case SCRAM_SHA_256 -> Optional.of(scram(settings, identity));
        };
    }

    private static MongoCredential scram(DocumentSettings settings, TlsIdentity identity) {
        Path file =
                settings.passwordFile()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "login scram-sha-256 needs " + PROPERTY));
        char[] password = read(file);
        try {
            return MongoCredential.createScramSha256Credential(user(identity), "admin", password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static String user(TlsIdentity identity) {
        try {
            if (identity.id().principal() instanceof ServiceName service) {
                return service.label();
            }
            throw new IllegalArgumentException("only a service has a database");
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the identity of this process cannot be read", e);
        }
    }

    private static char[] read(Path file) {
        byte[] bytes = bytes(file);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        int end = text.limit();
        while (end > 0 && (text.get(end - 1) == '\n' || text.get(end - 1) == '\r')) {
            end--;
        }
        char[] password = Arrays.copyOf(text.array(), end);
        Arrays.fill(text.array(), '\0');
        for (char c : password) {
            if (c == '\n' || c == '\r') {
                throw new IllegalArgumentException(file + " must be one line");
            }
        }
        if (password.length < LEAST) {
            throw new IllegalArgumentException(
                    file + " must hold at least " + LEAST + " characters");
        }
        return password;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalArgumentException(
                        file + " can be reached by other users; chmod 600 it");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(PROPERTY + " cannot be read: " + file, e);
        }
    }
}
