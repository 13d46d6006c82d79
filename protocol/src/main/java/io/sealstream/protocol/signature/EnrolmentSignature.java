package io.sealstream.protocol.signature;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A signature over a request for a certificate: well-formed, not verified. The base (RFC 9421,
 * section 2.5) is rebuilt from the purpose and the certification request, so it holds for this
 * request alone, whoever carries it:
 *
 * <pre>
 * "@method": POST
 * "@path": /.well-known/est/simpleenroll or simplereenroll
 * "content-digest": sha-256 of the request in base64, in one line
 * "@signature-params": exactly these components; created, expires, keyid, tag; alg may be given
 * </pre>
 *
 * The authority is not covered: whoever issues does not know under which name the device reached
 * the platform, and what is issued names its trust domain.
 */
public final class EnrolmentSignature {
    static final List<String> COMPONENTS = List.of("@method", "@path", "content-digest");

    /** How long a signature lasts at most. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Set<String> NEEDED = Set.of("created", "expires", "keyid", "tag");

    private final EnrolmentPurpose purpose;
    private final byte[] csr;
    private final SignatureFields fields;
    private final String keyId;
    private final Instant created;
    private final Instant expires;

    private EnrolmentSignature(EnrolmentPurpose purpose, byte[] csr, SignatureFields fields)
            throws MalformedSignatureException {
        SequencedMap<String, BareItem> given = fields.input().parameters();
        this.purpose = purpose;
        this.csr = csr.clone();
        this.fields = fields;
        this.keyId = SignatureFields.text(given, "keyid");
        this.created = time(given, "created");
        this.expires = time(given, "expires");
    }

    /**
     * Reads the signature of a request.
     *
     * @param headers Signature-Input and Signature
     * @param csr PKCS #10, DER
     * @throws MalformedSignatureException unless there is exactly one signature with the tag of the
     *     purpose, and it keeps to the profile
     */
    public static EnrolmentSignature read(
            EnrolmentPurpose purpose, SignatureHeaders headers, byte[] csr)
            throws MalformedSignatureException {
        SignatureFields fields =
                SignatureFields.find(purpose.tag(), headers.signatureInput(), headers.signature());
        InnerList input = fields.input();
        boolean parameters =
                input.parameters().keySet().containsAll(NEEDED)
                        && input.parameters().keySet().stream()
                                .allMatch(name -> NEEDED.contains(name) || name.equals("alg"));
        if (!parameters || !input.items().equals(SignatureFields.items(COMPONENTS))) {
            throw new MalformedSignatureException("components or parameters of another profile");
        }
        return new EnrolmentSignature(purpose, csr, fields);
    }

    /** The content of the HTTP request that is signed: base64 in one line (RFC 8951). */
    public static String content(byte[] csr) {
        return Base64.getEncoder().encodeToString(csr);
    }

    /** Digest of that content, as the Content-Digest field has it. */
    public static String contentDigest(byte[] csr) {
        byte[] content = content(csr).getBytes(StandardCharsets.US_ASCII);
        return ContentDigest.of(ContentDigest.Algorithm.SHA_256, content).toString();
    }

    /** The key it claims to be made with; as believable as the signature. */
    public String keyId() {
        return keyId;
    }

    /**
     * Whether {@code key} signed exactly this request for this purpose, and the signature counts
     * now: it names the key as {@code keyId}, was made at most 60 s in the future, lasts at most
     * 300 s, and has not expired.
     */
    public boolean isBy(DeviceKey key, String keyId, Instant now) {
        BareItem named = fields.input().parameters().get("alg");
        return this.keyId.equals(keyId)
                && (named == null || named.equals(new BareItem.StringItem(key.algorithm().label())))
                && isTimely(now)
                && SignatureVerifier.verify(
                        key,
                        base(purpose, csr, fields.input()).getBytes(StandardCharsets.US_ASCII),
                        fields.signature());
    }

    private boolean isTimely(Instant now) {
        return !created.isAfter(now.plus(SKEW))
                && now.isBefore(expires)
                && !expires.isAfter(created.plus(LONGEST));
    }

    static String base(EnrolmentPurpose purpose, byte[] csr, InnerList input) {
        return "\"@method\": POST\n\"@path\": "
                + purpose.path()
                + "\n\"content-digest\": "
                + contentDigest(csr)
                + "\n\"@signature-params\": "
                + FieldWriter.member(input);
    }

    private static Instant time(SequencedMap<String, BareItem> given, String name)
            throws MalformedSignatureException {
        if (given.get(name) instanceof IntegerItem(long seconds) && seconds >= 0) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new MalformedSignatureException("a time is a number of seconds");
    }
}
