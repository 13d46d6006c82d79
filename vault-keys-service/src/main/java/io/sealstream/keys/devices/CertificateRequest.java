package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.util.Arrays;
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

    private final DeviceKey key;
    private final byte[] der;

    private CertificateRequest(DeviceKey key, byte[] der) {
        this.key = key;
        this.der = der;
    }

    /**
     * Checks a request: DER, a P-256 or Ed25519 key, signed by that key.
     *
     * @throws RequestRefusedException when it is anything else
     */
    public static CertificateRequest parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            throw malformed("a certification request of this length is refused", null);
        }
        PKCS10CertificationRequest request = decoded(der);
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

    private static DeviceKey keyOf(PKCS10CertificationRequest request) {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(
                    request.getSubjectPublicKeyInfo().getEncoded("DER"));
        } catch (InvalidKeyException | IOException | IllegalArgumentException e) {
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
