package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * A certification request (PKCS #10, RFC 2986) whose sender proved to hold the key. Nothing but the
 * key is taken from it: subject, names and attributes are whatever the sender liked to write.
 */
public final class CertificateRequest {
    private static final int MAX_BYTES = 8192;

    /** RFC 5758, section 3.2, without SHA-224. SHA-1, which Vault would take, proves too little. */
    private static final Set<ASN1ObjectIdentifier> ECDSA =
            Set.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                    X9ObjectIdentifiers.ecdsa_with_SHA384,
                    X9ObjectIdentifiers.ecdsa_with_SHA512);

    private final DeviceKey key;
    private final byte[] der;

    private CertificateRequest(DeviceKey key, byte[] der) {
        this.key = key;
        this.der = der;
    }

    /**
     * Checks a request: DER with an attributes field, a P-256 or Ed25519 key, signed by that key
     * with a digest of 256 bits or more. What Vault would refuse is refused here already.
     *
     * @throws RequestRefusedException when it is anything else
     */
    public static CertificateRequest parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            throw malformed("a certification request of this length is refused", null);
        }
        PKCS10CertificationRequest request = decoded(der);
        requireAttributesField(request);
        requireKnownAlgorithm(request.getSignatureAlgorithm());
        DeviceKey key = keyOf(request);
        requirePossession(request);
        return new CertificateRequest(key, der.clone());
    }

    /** What Bouncy Castle throws at a structure it does not expect is of many types. */
    private static PKCS10CertificationRequest decoded(byte[] der) {
        PKCS10CertificationRequest request;
        boolean canonical;
        try {
            request = new PKCS10CertificationRequest(der);
            canonical = Arrays.equals(request.toASN1Structure().getEncoded("DER"), der);
        } catch (IOException | RuntimeException e) {
            throw malformed("not a certification request", e);
        }
        if (!canonical) {
            throw malformed("the certification request is not DER", null);
        }
        return request;
    }

    /**
     * RFC 2986, section 4.1: the field may be empty, not absent. Bouncy Castle reads it without.
     */
    private static void requireAttributesField(PKCS10CertificationRequest request) {
        if (request.toASN1Structure().getCertificationRequestInfo().getAttributes() == null) {
            throw malformed("the certification request has no attributes field", null);
        }
    }

    /**
     * Parameters of ECDSA should be absent (RFC 5758, section 3.2); many devices write NULL, which
     * does no harm.
     */
    private static void requireKnownAlgorithm(AlgorithmIdentifier signature) {
        boolean ed25519 =
                signature.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)
                        && signature.getParameters() == null;
        boolean ecdsa =
                ECDSA.contains(signature.getAlgorithm())
                        && (signature.getParameters() == null
                                || DERNull.INSTANCE.equals(signature.getParameters()));
        if (!ed25519 && !ecdsa) {
            throw malformed("the request is signed with another algorithm", null);
        }
    }

    private static DeviceKey keyOf(PKCS10CertificationRequest request) {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(
                    request.getSubjectPublicKeyInfo().getEncoded("DER"));
        } catch (InvalidKeyException | IOException | RuntimeException e) {
            throw malformed("only P-256 and Ed25519 keys are certified", e);
        }
    }

    /** RFC 7030, section 3.4: without this, a device could have another's key certified. */
    private static void requirePossession(PKCS10CertificationRequest request) {
        boolean valid;
        try {
            valid =
                    request.isSignatureValid(
                            new JcaContentVerifierProviderBuilder()
                                    .build(request.getSubjectPublicKeyInfo()));
        } catch (OperatorCreationException | PKCSException | RuntimeException e) {
            throw malformed("the request's signature cannot be checked", e);
        }
        if (!valid) {
            throw malformed("the request is not signed by its own key", null);
        }
    }

    private static RequestRefusedException malformed(String message, @Nullable Throwable cause) {
        return cause == null
                ? new RequestRefusedException(Problem.MALFORMED_REQUEST, message)
                : new RequestRefusedException(Problem.MALFORMED_REQUEST, message, cause);
    }

    /** The key to certify. */
    public DeviceKey key() {
        return key;
    }

    /** The request as it came. */
    public byte[] der() {
        return der.clone();
    }
}
