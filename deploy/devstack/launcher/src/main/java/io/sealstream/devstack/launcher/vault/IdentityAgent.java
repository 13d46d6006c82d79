package io.sealstream.devstack.launcher.vault;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every identity of the stack fresh: what is missing or past half its life is signed again.
 * It logs in with its own certificate and may do nothing but have identities signed.
 */
public final class IdentityAgent {
    private final Layout layout;
    private final Ports ports;
    private final Map<Path, SpiffeId> identities = new LinkedHashMap<>();

    public IdentityAgent(Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
    }

    /** Looks after the identity in a folder from now on. */
    public void lookAfter(Path folder, SpiffeId id) {
        identities.put(folder, id);
    }

    /** Renews what is due; tokens live as long as one call. */
    public void renewDue() throws IOException, CertificateException {
        if (identities.keySet().stream().noneMatch(IdentityAgent::due)) {
            return;
        }
        TlsIdentity own = TlsIdentity.open(layout.identity(ServiceName.BOOTSTRAP.label()));
        try (VaultClient vault =
                VaultClient.open(own.client(ServiceName.VAULT), ports.number(Port.VAULT))) {
            String token =
                    vault.write("auth/cert/login", Map.of("name", "identity-agent"))
                            .at("/auth/client_token")
                            .asText();
            VaultClient signer = vault.with(token);
            for (Map.Entry<Path, SpiffeId> identity : identities.entrySet()) {
                if (due(identity.getKey())) {
                    new IdentitySigning(signer)
                            .sign(identity.getValue())
                            .writeTo(identity.getKey());
                }
            }
            signer.write("auth/token/revoke-self", Map.of());
        }
    }

    /** When the identity in a folder ends; null when there is none that can be read. */
    public static @Nullable Instant expires(Path folder) {
        X509Certificate certificate = read(folder);
        return certificate == null ? null : certificate.getNotAfter().toInstant();
    }

    /** Whether an identity is missing or past half its life. */
    public static boolean due(Path folder) {
        X509Certificate certificate = read(folder);
        if (certificate == null) {
            return true;
        }
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return Instant.now().isAfter(from.plus(life.dividedBy(2)));
    }

    private static @Nullable X509Certificate read(Path folder) {
        Path file = folder.resolve("cert.pem");
        try {
            return Files.exists(file) ? Pem.readCertificates(file).getFirst() : null;
        } catch (IOException | CertificateException e) {
            return null;
        }
    }
}
