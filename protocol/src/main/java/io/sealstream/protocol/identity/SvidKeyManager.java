package io.sealstream.protocol.identity;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Presents the one identity a process has, as it is at the moment of the handshake. */
final class SvidKeyManager extends X509ExtendedKeyManager {
    private static final String ALIAS = "identity";

    private final Supplier<IdentityMaterial> material;

    SvidKeyManager(Supplier<IdentityMaterial> material) {
        this.material = material;
    }

    private @Nullable String aliasFor(String... keyTypes) {
        // TLS 1.3 asks by signature scheme: the JDK names EC and EdDSA keys so.
        String algorithm = material.get().key().getAlgorithm();
        for (String keyType : keyTypes) {
            if (keyType.equals(algorithm)
                    || (algorithm.startsWith("Ed") && keyType.startsWith("Ed"))) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return aliasFor(keyType) == null ? null : new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal[] issuers, Socket socket) {
        return aliasFor(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return aliasFor(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return aliasFor(keyType) == null ? null : new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return aliasFor(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal[] issuers, SSLEngine engine) {
        return aliasFor(keyType);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return material.get().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return material.get().key();
    }
}
