package io.sealstream.protocol.signature;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Signs requests for certificates as a device does, see {@link EnrolmentSignature}. */
public final class EnrolmentSigner {
    private final EnrolmentPurpose purpose;
    private final SigningKey key;
    private final String keyId;

    private EnrolmentSigner(EnrolmentPurpose purpose, SigningKey key, String keyId) {
        this.purpose = purpose;
        this.key = key;
        this.keyId = keyId;
    }

    /** Signs a first enrolment. */
    public static EnrolmentSigner first(EnrolmentKey token, DeviceId device) {
        return new EnrolmentSigner(EnrolmentPurpose.FIRST, token.signingKey(), device.key());
    }

    /** Signs a renewal with the current identity key. */
    public static EnrolmentSigner renewal(PrivateKey key, DeviceKey publicKey) {
        return new EnrolmentSigner(
                EnrolmentPurpose.RENEWAL,
                new SigningKey(key, publicKey, null),
                publicKey.keyId().value());
    }

    /** What it signs. */
    public EnrolmentPurpose purpose() {
        return purpose;
    }

    /**
     * Signs a request.
     *
     * @param csr PKCS #10, DER
     * @param now the time by the platform's clock
     * @throws IllegalStateException when the key does not sign
     */
    public SignatureHeaders sign(byte[] csr, Instant now) {
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        parameters.put("created", new IntegerItem(now.getEpochSecond()));
        parameters.put(
                "expires", new IntegerItem(now.plus(EnrolmentSignature.LONGEST).getEpochSecond()));
        parameters.put("keyid", new StringItem(keyId));
        parameters.put("tag", new StringItem(purpose.tag()));
        InnerList input =
                new InnerList(SignatureFields.items(EnrolmentSignature.COMPONENTS), parameters);
        byte[] signature = key.sign(EnrolmentSignature.base(purpose, csr, input));
        return new SignatureFields(input, signature).write();
    }
}
