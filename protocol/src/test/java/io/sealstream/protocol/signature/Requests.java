package io.sealstream.protocol.signature;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Requests and keys of tests. */
final class Requests {
    static final String NONCE = "A".repeat(40) + ".7";
    static final String AUTHORITY = "ingest.example:8443";
    static final byte[] CONTENT = {'{', '}'};

    private Requests() {}

    static EventFacts facts() {
        return new EventFacts(
                new DeviceId("acme", "sensor-1"),
                new StreamName("temperature"),
                EventId.parse("00112233-4455-6677-8899-aabbccddeeff"),
                "application/json",
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, CONTENT));
    }

    static CoveredRequest plain() {
        return CoveredRequest.of(facts(), AUTHORITY, "?");
    }

    static KeyPair pair(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator =
                switch (algorithm) {
                    case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
                    case ECDSA_P256_SHA256 -> {
                        var ec = KeyPairGenerator.getInstance("EC");
                        ec.initialize(new ECGenParameterSpec("secp256r1"));
                        yield ec;
                    }
                };
        return generator.generateKeyPair();
    }

    static DeviceKey key(KeyPair pair) throws GeneralSecurityException {
        return DeviceKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
    }
}
