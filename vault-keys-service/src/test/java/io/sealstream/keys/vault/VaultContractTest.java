package io.sealstream.keys.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sealstream.devstack.vault.servers.OnEveryVault;
import io.sealstream.devstack.vault.servers.VaultKind;
import io.sealstream.keys.Csr;
import io.sealstream.keys.FreshKey;
import io.sealstream.keys.Kek;
import io.sealstream.keys.Pki;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.WrappedKey;
import io.sealstream.keys.devices.CertificateAuthority.Issued;
import io.sealstream.keys.devices.CertificateRequest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.secret.KeyBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What this package relies on in a Vault. */
@OnEveryVault
class VaultContractTest {
    private static final byte[] CONTEXT = "pump".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "valve".getBytes(StandardCharsets.UTF_8);
    private static final SpiffeId PUMP =
            new SpiffeId(Pki.TRUST_DOMAIN, new DeviceId("acme", "pump-1"));

    private Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(passed);

    @TempDir static Path folder;
    private static @Nullable StartedVault started;

    @Parameter @Nullable VaultKind kind;

    @BeforeParameterizedClassInvocation
    static void start(VaultKind kind) {
        started = StartedVault.start(kind, folder.resolve(kind.name()), new Pki());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Objects.requireNonNull(started).close();
    }

    private static RunningVault vault() {
        return Objects.requireNonNull(started).vault();
    }

    @BeforeEach
    void startNow() {
        passed = Duration.ZERO;
    }

    private VaultSession session(URI url) {
        return new VaultSession(
                new VaultSettings(List.of(url), "vault-keys", null),
                TlsIdentity.open(vault().identity()),
                clock);
    }

    private TransitKeyVault keys() {
        return new TransitKeyVault(session(vault().url()));
    }

    private PkiCertificateAuthority authority() {
        return new PkiCertificateAuthority(session(vault().url()));
    }

    @Test
    void madeKeyOpensAgain() {
        for (Kek kek : Kek.values()) {
            // Given
            try (FreshKey key = keys().newKey(kek, CONTEXT)) {
                // When
                List<KeyBytes> opened =
                        keys().unwrap(kek, List.of(new WrappedKey(key.wrapped(), CONTEXT)));
                // Then
                assertThat(opened).containsExactly(key.open());
            }
        }
    }

    @Test
    void manyKeysOpenInTheirOrder() {
        // Given
        TransitKeyVault keys = keys();
        List<FreshKey> made =
                IntStream.range(0, 50)
                        .mapToObj(i -> keys.newKey(Kek.ENVELOPE_SEEDS, new byte[] {1, (byte) i}))
                        .toList();
        // When
        List<KeyBytes> opened =
                keys.unwrap(
                        Kek.ENVELOPE_SEEDS,
                        IntStream.range(0, 50)
                                .mapToObj(i ->
                                        new WrappedKey(
                                                made.get(i).wrapped(), new byte[] {1, (byte) i}))
                                .toList());
        // Then
        assertThat(opened).containsExactlyElementsOf(made.stream().map(FreshKey::open).toList());
    }

    @Test
    void keyOpensUnderItsOwnContextAndKekAlone() {
        // Given
        TransitKeyVault keys = keys();
        WrappedKey good = wrapped(keys, CONTEXT);
        WrappedKey moved = new WrappedKey(good.ciphertext(), OTHER);
        // When, Then
        assertRefused(() -> keys.unwrap(Kek.ENVELOPE_SEEDS, List.of(moved)));
        assertRefused(() -> keys.unwrap(Kek.ENVELOPE_SEEDS, List.of(good, moved)));
        assertRefused(() -> keys.unwrap(Kek.EPOCH_KEYS, List.of(good)));
    }

    @Test
    void keyWrappedBeforeARotationStillOpens() {
        // The emulator has no rotation: nothing of the local stack asks for it.
        assumeThat(kind).isNotEqualTo(VaultKind.EMULATOR);
        // Given
        TransitKeyVault keys = keys();
        WrappedKey old = wrapped(keys, CONTEXT);
        // When
        vault().rotate("sealstream-kek");
        // Then
        WrappedKey fresh = wrapped(keys, CONTEXT);
        assertThat(fresh.ciphertext()).startsWith("vault:v2:");
        assertThat(keys.unwrap(Kek.ENVELOPE_SEEDS, List.of(old, fresh))).hasSize(2);
    }

    @Test
    void certificateBearsTheOrderedNameAndTheRequestsKey() throws GeneralSecurityException {
        // Given
        KeyPair key = Csr.p256();
        CertificateRequest request = CertificateRequest.parse(Csr.by(key));
        // When
        Issued issued = authority().sign(request, PUMP, Duration.ofHours(24));
        // Then
        issued.leaf().verify(issued.issuer().getPublicKey());
        assertThat(SpiffeCertificate.read(issued.leaf())).isEqualTo(PUMP);
        assertThat(issued.leaf().getPublicKey()).isEqualTo(key.getPublic());
        assertThat(issued.leaf().getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)),
                        Instant.now().plus(Duration.ofHours(25)));
    }

    @Test
    void ed25519KeyIsCertified() throws GeneralSecurityException {
        // Given
        CertificateRequest request = CertificateRequest.parse(Csr.ed25519());
        // When
        Issued issued = authority().sign(request, PUMP, Duration.ofHours(1));
        // Then
        assertThat(issued.leaf().getPublicKey().getEncoded())
                .isEqualTo(request.key().subjectPublicKeyInfo());
    }

    @Test
    void nameOutsideTheRoleIsNotSigned() {
        // Given
        CertificateRequest request = CertificateRequest.parse(Csr.by(Csr.p256()));
        SpiffeId service = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.STORAGE);
        // When, Then
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> authority().sign(request, service, Duration.ofHours(1)))
                .extracting(RequestRefusedException::problem)
                .isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void tokenIsRenewedAndThenReplacedWhileTimePasses() {
        // Given
        TransitKeyVault keys = keys();
        wrapped(keys, CONTEXT);
        // When, Then
        passed = Duration.ofMinutes(45);
        wrapped(keys, CONTEXT);
        passed = Duration.ofHours(3);
        wrapped(keys, CONTEXT);
    }

    @Test
    void sealedVaultIsUnavailableAndServesAgainWhenUnsealed() {
        // Given
        TransitKeyVault keys = keys();
        WrappedKey wrapped = wrapped(keys, CONTEXT);
        vault().seal();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> keys.unwrap(Kek.ENVELOPE_SEEDS, List.of(wrapped)));
        // When
        vault().unseal();
        // Then
        assertThat(keys.unwrap(Kek.ENVELOPE_SEEDS, List.of(wrapped))).hasSize(1);
    }

    @Test
    void vaultThatIsNotThereIsUnavailable() {
        // Given
        TransitKeyVault keys = new TransitKeyVault(session(URI.create("https://localhost:1")));
        // When, Then
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> keys.newKey(Kek.EPOCH_KEYS, CONTEXT));
    }

    private static WrappedKey wrapped(TransitKeyVault keys, byte[] context) {
        try (FreshKey key = keys.newKey(Kek.ENVELOPE_SEEDS, context)) {
            return new WrappedKey(key.wrapped(), context);
        }
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(work);
    }
}
