package io.sealstream.devstack.identity;

import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A fresh P-256 key and the request that proves its possession (RFC 2986). Names are not in it: the
 * authority takes them from who asks.
 *
 * @param key the private key
 * @param pem the request
 */
public record IdentityRequest(PrivateKey key, String pem) {

    /** Generates a key and signs a request with it. */
    public static IdentityRequest create() {
        KeyPair pair = newKey();
        try {
            byte[] der =
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=sealstream"), pair.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate()))
                            .getEncoded();
            return new IdentityRequest(pair.getPrivate(), Pem.encode("CERTIFICATE REQUEST", der));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate request cannot be built", e);
        }
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }
}
