package io.sealstream.servicekit.documents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings are refused before anything is sent. */
class DocumentConnectionTest {
    private static final String URL = "mongodb://localhost:1";
    @TempDir Path folder;
    private TlsIdentity identity;

    private record Settings(String url, DocumentLogin login, Optional<Path> passwordFile)
            implements DocumentSettings {}

    @BeforeEach
    void makeIdentity() throws IOException {
        Path own = folder.resolve("identity");
        Duration life = Duration.ofHours(1);
        TemporaryAuthority.create(life)
                .issue(new SpiffeId("sealstream.local", ServiceName.STORAGE), life)
                .writeTo(own);
        identity = TlsIdentity.open(own);
    }

    private void open(String url, DocumentLogin login, Optional<Path> passwordFile) {
        DocumentConnection.open(new Settings(url, login, passwordFile), identity, "storage")
                .close();
    }

    @Test
    void whatTheDriverThrowsBecomesTheExceptionOfTheCore() {
        // Given
        MongoClient nowhere =
                MongoClients.create(URL + "/?serverSelectionTimeoutMS=50&connectTimeoutMS=50");
        try (DocumentConnection connection = DocumentConnection.takeOwnershipOf(nowhere, "x")) {
            Documents documents = new Documents(connection, IllegalStateException::new);
            // When, Then
            assertThatIllegalStateException()
                    .isThrownBy(() -> documents.with("events", events -> events.countDocuments()))
                    .withMessageContaining("events")
                    .withCauseInstanceOf(MongoException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://user:secret@localhost:1",
                "mongodb://localhost:1/?tls=false",
                "mongodb://localhost:1/?ssl=false",
                "mongodb://localhost:1/?tls=true&tlsInsecure=true",
                "mongodb://localhost:1/?tlsAllowInvalidHostnames=true",
                "mongodb://localhost:1/?w=0",
                "mongodb://localhost:1/?authMechanism=PLAIN",
                "mongodb://localhost:1/other",
                "mongodb+srv://localhost",
                "localhost:1",
                "mongodb://"
            })
    void addressThatSaysMoreThanWhereIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(url, DocumentLogin.X509, Optional.empty()))
                .withMessageContaining("sealstream.documents.url")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, URL + "/?tls=true", "mongodb://a:1,b:2/?replicaSet=rs&tls=true"})
    void addressIsTaken(String url) {
        assertThatCode(() -> open(url, DocumentLogin.X509, Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void passwordIsForItsLoginAlone() throws IOException {
        Path file = password("0123456789abcdef\n", "rw-------");

        assertThatCode(() -> open(URL, DocumentLogin.SCRAM_SHA_256, Optional.of(file)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(URL, DocumentLogin.SCRAM_SHA_256, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(URL, DocumentLogin.X509, Optional.of(file)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(URL, DocumentLogin.TLS, Optional.of(file)));
    }

    @Test
    void passwordFileThatOthersReachOrThatHoldsNoPasswordIsRefused() throws IOException {
        refused(password("0123456789abcdef", "rw-r--r--"));
        refused(password("short", "rw-------"));
        refused(password("", "rw-------"));
        refused(password("0123456789abcdef\nanother", "rw-------"));
        refused(folder.resolve("none"));
    }

    private void refused(Path file) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(URL, DocumentLogin.SCRAM_SHA_256, Optional.of(file)))
                .withMessageNotContaining("0123456789");
    }

    private Path password(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
