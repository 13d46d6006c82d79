package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate signing request (RFC 2986) whose signature proves that its sender has the key.
 *
 * @param publicKey the key
 */
record Csr(PublicKey publicKey) {

    static Csr read(String pem) {
        try {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(Pem.decode("CERTIFICATE REQUEST", pem));
            requireAttributesField(request);
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw Refusal.badRequest("request signature invalid");
            }
            return new Csr(key);
        } catch (IOException
                | PKCSException
                | OperatorCreationException
                | RuntimeOperatorException // a curve that the JDK does not have
                | GeneralSecurityException e) {
            throw Refusal.badRequest("certificate request could not be parsed");
        }
    }

    /** Go's {@code crypto/x509} does not read a request without the field, so Vault signs none. */
    private static void requireAttributesField(PKCS10CertificationRequest request) {
        if (request.toASN1Structure().getCertificationRequestInfo().getAttributes() == null) {
            throw Refusal.badRequest("certificate request could not be parsed");
        }
    }

    void require(String keyType, int keyBits) {
        boolean fits =
                switch (publicKey) {
                    case ECPublicKey ec ->
                            isOne(keyType, "ec")
                                    && bitsFit(
                                            keyBits,
                                            ec.getParams().getCurve().getField().getFieldSize(),
                                            256);
                    case EdECPublicKey ed ->
                            isOne(keyType, "ed25519") && ed.getParams().getName().equals("Ed25519");
                    default -> false;
                };
        if (!fits) {
            throw Refusal.badRequest("role requires keys of type " + keyType);
        }
    }

    private static boolean isOne(String wanted, String type) {
        return wanted.equals(type) || wanted.equals("any");
    }

    private static boolean bitsFit(int wanted, int bits, int least) {
        return bits >= least && (wanted == 0 || bits >= wanted);
    }
}
