package io.sealstream.protocol.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** BoringSSL through Conscrypt, as a provider of our own that is not registered. */
final class ConscryptEngine implements VerifyingEngine {
    private final Provider provider;
    private final ThreadLocal<Signature> ecdsa;
    private final ThreadLocal<Signature> ed25519;

    private ConscryptEngine(Provider provider) {
        this.provider = provider;
        this.ecdsa = ThreadLocal.withInitial(() -> engine("SHA256withECDSA"));
        this.ed25519 = ThreadLocal.withInitial(() -> engine("Ed25519"));
    }

    /** Empty where the native library does not load. */
    static Optional<VerifyingEngine> load() {
        try {
            if (!Conscrypt.isAvailable()) {
                return Optional.empty();
            }
            ConscryptEngine engine = new ConscryptEngine(Conscrypt.newProvider());
            engine.engine("SHA256withECDSA");
            engine.engine("Ed25519");
            return Optional.of(engine);
        } catch (LinkageError | IllegalStateException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean verify(DeviceKey key, byte[] message, byte[] signature) {
        try {
            return switch (key.algorithm()) {
                case ED25519 -> verify(ed25519.get(), key, message, signature);
                case ECDSA_P256_SHA256 -> {
                    Optional<RawEcdsa> raw = RawEcdsa.read(signature);
                    yield raw.isPresent() && verify(ecdsa.get(), key, message, raw.get().der());
                }
            };
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "Conscrypt";
    }

    private boolean verify(Signature engine, DeviceKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        engine.initVerify(publicKey(key));
        engine.update(message);
        return engine.verify(signature);
    }

    private PublicKey publicKey(DeviceKey key) throws GeneralSecurityException {
        if (key.prepared() instanceof PublicKey known) {
            return known;
        }
        String algorithm =
                switch (key.algorithm()) {
                    case ED25519 -> "Ed25519";
                    case ECDSA_P256_SHA256 -> "EC";
                };
        PublicKey made =
                KeyFactory.getInstance(algorithm, provider)
                        .generatePublic(new X509EncodedKeySpec(key.subjectPublicKeyInfo()));
        if (made == null) {
            throw new InvalidKeyException("Conscrypt made no key");
        }
        key.prepared(made);
        return made;
    }

    private Signature engine(String algorithm) {
        try {
            return Signature.getInstance(algorithm, provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Conscrypt has no " + algorithm, e);
        }
    }
}
