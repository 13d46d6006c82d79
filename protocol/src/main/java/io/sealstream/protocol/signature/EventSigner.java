package io.sealstream.protocol.signature;

import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.Member;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs events as a device does. Thread-safe. The key may live in a TPM or a PKCS#11 token: the JDK
 * picks the provider that fits it.
 */
public final class EventSigner {
    private static final String LABEL = "sig1";

    private final PrivateKey key;
    private final DeviceKey publicKey;
    private final @Nullable Provider provider;

    public EventSigner(PrivateKey key, DeviceKey publicKey) {
        this(key, publicKey, null);
    }

    private EventSigner(PrivateKey key, DeviceKey publicKey, @Nullable Provider provider) {
        this.key = key;
        this.publicKey = publicKey;
        this.provider = provider;
    }

    /** Signs with one provider, which may know ECDSA in its DER form only, as Conscrypt does. */
    public static EventSigner with(Provider provider, PrivateKey key, DeviceKey publicKey) {
        return new EventSigner(key, publicKey, provider);
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
        InnerList input = new InnerList(items(components), parameters(nonce));
        List<String> fields =
                request.contentEncoding() == null ? List.of() : List.of(request.contentEncoding());
        try {
            String base =
                    SignatureBase.write(request, components, fields, FieldWriter.member(input));
            byte[] signature = sign(base.getBytes(StandardCharsets.US_ASCII));
            return new SignatureHeaders(
                    field(input), field(new Item(new BytesItem(signature), none())));
        } catch (MalformedSignatureException e) {
            throw new IllegalArgumentException("the request cannot be signed", e);
        }
    }

    private SequencedMap<String, BareItem> parameters(String nonce) {
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        parameters.put("keyid", new StringItem(publicKey.keyId().value()));
        parameters.put("nonce", new StringItem(nonce));
        parameters.put("tag", new StringItem(Profile.TAG));
        return parameters;
    }

    private byte[] sign(byte[] base) {
        try {
            Signature engine = engine();
            engine.initSign(key);
            engine.update(base);
            byte[] signature = engine.sign();
            return provider != null && publicKey.algorithm() == SignatureAlgorithm.ECDSA_P256_SHA256
                    ? RawEcdsa.ofDer(signature)
                    : signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the device key does not sign", e);
        }
    }

    private Signature engine() throws NoSuchAlgorithmException {
        if (provider == null) {
            return Signature.getInstance(
                    switch (publicKey.algorithm()) {
                        case ECDSA_P256_SHA256 -> "SHA256withECDSAinP1363Format";
                        case ED25519 -> "Ed25519";
                    });
        }
        return Signature.getInstance(
                switch (publicKey.algorithm()) {
                    case ECDSA_P256_SHA256 -> "SHA256withECDSA";
                    case ED25519 -> "Ed25519";
                },
                provider);
    }

    static List<Item> items(List<String> components) {
        return components.stream().map(name -> new Item(new StringItem(name), none())).toList();
    }

    private static String field(Member member) {
        SequencedMap<String, Member> field = new LinkedHashMap<>();
        field.put(LABEL, member);
        return FieldWriter.dictionary(field);
    }

    private static SequencedMap<String, BareItem> none() {
        return new LinkedHashMap<>();
    }
}
