package io.sealstream.protocol;

import io.sealstream.protocol.cbor.CborReader;
import io.sealstream.protocol.cbor.CborWriter;
import io.sealstream.protocol.cbor.MalformedCborException;
import java.time.Instant;

/**
 * Reads and writes {@link Submission} as deterministic CBOR (RFC 8949, section 4.2.1):
 *
 * <pre>
 * submission = [ "sealstream-submission-1", tenant: tstr, device: tstr, stream: tstr,
 *                eventId: bstr .size 16, receivedAt: uint (ms since 1970), contentType: tstr,
 *                contentDigest: tstr (RFC 9530 member), size: uint,
 *                sealedEvent: bstr, signatureBase: tstr, signature: bstr ]
 * </pre>
 *
 * Whatever is not exactly that is refused, so one submission has one encoding.
 */
public final class SubmissionCodec {
    private static final String VERSION = "sealstream-submission-1";
    private static final int FIELDS = 12;

    private SubmissionCodec() {}

    /** Encodes. */
    public static byte[] encode(Submission s) {
        return new CborWriter(512 + s.sealedEvent().length)
                .array(FIELDS)
                .text(VERSION)
                .text(s.device().tenant())
                .text(s.device().device())
                .text(s.stream().value())
                .bytes(s.eventId().toBytes())
                .unsigned(s.receivedAt().toEpochMilli())
                .text(s.contentType())
                .text(s.contentDigest().toString())
                .unsigned(s.size())
                .bytes(s.sealedEvent())
                .text(s.evidence().signatureBase())
                .bytes(s.evidence().signature())
                .toBytes();
    }

    /**
     * Decodes.
     *
     * @throws MalformedCborException when the bytes are not a version 1 submission
     */
    public static Submission decode(byte[] bytes) throws MalformedCborException {
        CborReader in = new CborReader(bytes);
        in.array(FIELDS);
        in.text(VERSION);
        try {
            Submission submission = read(in);
            in.end();
            return submission;
        } catch (InvalidIdentifierException e) {
            throw new MalformedCborException("a submission holds an invalid identifier", e);
        }
    }

    private static Submission read(CborReader in) throws MalformedCborException {
        return new Submission(
                new DeviceId(in.text(), in.text()),
                new StreamName(in.text()),
                EventId.ofBytes(in.bytes()),
                Instant.ofEpochMilli(in.unsigned()),
                in.text(),
                ContentDigest.parse(in.text()),
                Math.toIntExact(Math.min(in.unsigned(), Integer.MAX_VALUE)),
                in.bytes(),
                new SignatureEvidence(in.text(), in.bytes()));
    }
}
