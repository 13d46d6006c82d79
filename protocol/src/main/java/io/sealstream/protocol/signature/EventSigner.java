package io.sealstream.protocol.signature;

import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Signs events as a device does. Thread-safe. The key may live in a TPM or a PKCS#11 token: the JDK
 * picks the provider that fits it.
 */
public final class EventSigner {
    private final SigningKey key;

    public EventSigner(PrivateKey key, DeviceKey publicKey) {
        this(new SigningKey(key, publicKey, null));
    }

    private EventSigner(SigningKey key) {
        this.key = key;
    }

    /** Signs with one provider, which may know ECDSA in its DER form only, as Conscrypt does. */
    public static EventSigner with(Provider provider, PrivateKey key, DeviceKey publicKey) {
        return new EventSigner(new SigningKey(key, publicKey, provider));
    }

    /**
     * Signs a request.
     *
     * @param nonce epoch token and counter, or whatever nonce the platform offered
     * @throws IllegalArgumentException when a value cannot be covered
     * @throws IllegalStateException when the key does not sign
     */
    public SignatureHeaders sign(CoveredRequest request, String nonce) {
        List<String> components = new ArrayList<>(Profile.REQUIRED);
        if (request.contentEncoding() != null) {
            components.add(Profile.CONTENT_ENCODING);
        }
        InnerList input = new InnerList(SignatureFields.items(components), parameters(nonce));
        List<String> fields =
                request.contentEncoding() == null ? List.of() : List.of(request.contentEncoding());
        try {
            String base =
                    SignatureBase.write(request, components, fields, FieldWriter.member(input));
            return new SignatureFields(input, key.sign(base)).write();
        } catch (MalformedSignatureException e) {
            throw new IllegalArgumentException("the request cannot be signed", e);
        }
    }

    private SequencedMap<String, BareItem> parameters(String nonce) {
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        parameters.put("keyid", new StringItem(key.publicKey().keyId().value()));
        parameters.put("nonce", new StringItem(nonce));
        parameters.put("tag", new StringItem(Profile.TAG));
        return parameters;
    }
}
