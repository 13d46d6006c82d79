package io.sealstream.protocol;

import io.sealstream.protocol.internal.cbor.CborReader;
import io.sealstream.protocol.internal.cbor.CborWriter;
import io.sealstream.protocol.internal.cbor.MalformedCborException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link Submission} as deterministic CBOR (RFC 8949, section 4.2.1):
 *
 * <pre>
 * submission = [ "sealstream-submission-1", tenant: tstr, device: tstr, stream: tstr,
 *                eventId: bstr .size 16, contentType: tstr, digest, receivedAt: uint (ms since 1970),
 *                size: uint .le 2147483647, sealedEvent: bstr, evidence ]
 * digest     = ( -16, bstr .size 32 ) / ( -44, bstr .size 64 )   ; SHA-256, SHA-512 (RFC 9054)
 * evidence   = ( authority: tstr, query: tstr, components: [* tstr], fields: [* tstr],
 *                parameters: tstr, signature: bstr )
 * </pre>
 *
 * An empty list of components stands for the standard ones. Whatever is not exactly that is
 * refused, so one submission has one encoding.
 */
public final class SubmissionCodec {
    private static final String VERSION = "sealstream-submission-1";
    private static final int ITEMS = 17;
    private static final int MOST_COMPONENTS = 64;

    private SubmissionCodec() {}

    /** Encodes a submission; equal submissions give equal bytes. */
    public static byte[] encode(Submission s) {
        CborWriter out = new CborWriter(448 + s.sealedEvent().length).array(ITEMS).text(VERSION);
        writeFacts(out, s.facts());
        out.unsigned(s.receivedAt().toEpochMilli()).unsigned(s.size()).bytes(s.sealedEvent());
        writeEvidence(out, s.evidence());
        return out.toBytes();
    }

    static void writeFacts(CborWriter out, EventFacts facts) {
        out.text(facts.device().tenant())
                .text(facts.device().device())
                .text(facts.stream().value())
                .bytes(facts.eventId().toBytes())
                .text(facts.contentType())
                .integer(facts.contentDigest().algorithm().coseId())
                .bytes(facts.contentDigest().value());
    }

    static void writeEvidence(CborWriter out, SignatureEvidence evidence) {
        out.text(evidence.authority()).text(evidence.query());
        writeTexts(out, evidence.coversStandardComponents() ? List.of() : evidence.components());
        writeTexts(out, evidence.fields());
        out.text(evidence.parameters()).bytes(evidence.signature());
    }

    private static void writeTexts(CborWriter out, List<String> texts) {
        out.array(texts.size());
        texts.forEach(out::text);
    }

    /**
     * Decodes.
     *
     * @param bytes the record's value, null for a tombstone
     * @throws MalformedRecordException when the bytes are not a version 1 submission
     */
    public static Submission decode(byte @Nullable [] bytes) throws MalformedRecordException {
        if (bytes == null) {
            throw new MalformedRecordException("there is no value");
        }
        CborReader in = new CborReader(bytes);
        try {
            in.array(ITEMS);
            in.text(VERSION);
            Submission submission = read(in);
            in.end();
            return submission;
        } catch (MalformedCborException | IllegalArgumentException e) {
            throw new MalformedRecordException("not a version 1 submission", e);
        }
    }

    private static Submission read(CborReader in) throws MalformedCborException {
        EventFacts facts =
                new EventFacts(
                        new DeviceId(in.text(), in.text()),
                        new StreamName(in.text()),
                        EventId.ofBytes(in.bytes()),
                        in.text(),
                        new ContentDigest(
                                ContentDigest.Algorithm.ofCoseId(in.integer()), in.bytes()));
        return new Submission(
                facts,
                Instant.ofEpochMilli(in.unsigned()),
                readSize(in),
                in.bytes(),
                readEvidence(in));
    }

    private static int readSize(CborReader in) throws MalformedCborException {
        long size = in.unsigned();
        if (size > Integer.MAX_VALUE) {
            throw new MalformedCborException("a content is smaller than 2 GiB");
        }
        return (int) size;
    }

    private static SignatureEvidence readEvidence(CborReader in) throws MalformedCborException {
        String authority = in.text();
        String query = in.text();
        List<String> components = readTexts(in);
        if (components.isEmpty()) {
            components = SignatureEvidence.STANDARD_COMPONENTS;
        } else if (components.equals(SignatureEvidence.STANDARD_COMPONENTS)) {
            throw new MalformedCborException("standard components are not spelled out");
        }
        return new SignatureEvidence(
                authority, query, components, readTexts(in), in.text(), in.bytes());
    }

    private static List<String> readTexts(CborReader in) throws MalformedCborException {
        int length = in.array();
        if (length > MOST_COMPONENTS) {
            throw new MalformedCborException("more than " + MOST_COMPONENTS + " components");
        }
        List<String> texts = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
