package io.sealstream.keys;

import io.sealstream.keys.devices.EnrolmentToken;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentSigner;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.time.Instant;

/** Signatures of devices over their requests for certificates. */
public final class Signed {
    private Signed() {}

    public static SignatureHeaders enrolment(
            DeviceId device, EnrolmentToken token, byte[] csr, Instant now) {
        return EnrolmentSigner.first(EnrolmentKey.ofToken(token.text()), device).sign(csr, now);
    }

    public static SignatureHeaders renewal(KeyPair by, byte[] csr, Instant now) {
        return EnrolmentSigner.renewal(by.getPrivate(), key(by)).sign(csr, now);
    }

    public static DeviceKey key(KeyPair pair) {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
