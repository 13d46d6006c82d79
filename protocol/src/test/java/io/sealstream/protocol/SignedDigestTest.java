package io.sealstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.fixture.GoldenRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedDigestTest {
    private final Submission golden = SubmissionCodecTest.goldenSubmission();

    @Test
    void namesTheGoldenSubmissionAsItWasReleased() throws Exception {
        Submission received = SubmissionCodec.decode(GoldenRecord.of(Topic.RECEIVED).value());
        assertThat(received.signed())
                .isEqualTo(GoldenRecord.of(Topic.STORED).as(StoredNotice.class).signed());
    }

    @Test
    void everyCopyHasItWhoeverSealedIt() {
        Submission copy =
                new Submission(
                        golden.facts(),
                        Instant.now(),
                        golden.size() + 1,
                        new byte[] {9},
                        golden.evidence());
        assertThat(copy.signed()).isEqualTo(golden.signed());
    }

    @Test
    void eachThingThatIsSignedAndTheSignatureChangeIt() {
        EventFacts f = golden.facts();
        SignatureEvidence e = golden.evidence();
        List<SignedDigest> all = new ArrayList<>();
        all.add(golden.signed());
        all.add(of(new DeviceId("acm", "esensor-1"), f.stream(), f.eventId(), f.contentType()));
        all.add(of(f.device(), new StreamName("other"), f.eventId(), f.contentType()));
        all.add(of(f.device(), f.stream(), EventId.random(), f.contentType()));
        all.add(of(f.device(), f.stream(), f.eventId(), "text/plain"));
        all.add(of(e.authority() + "x", e.query(), e.parameters(), e.signature()));
        all.add(of(e.authority(), "?x", e.parameters(), e.signature()));
        all.add(of(e.authority(), e.query(), ";x", e.signature()));
        all.add(of(e.authority(), e.query(), e.parameters(), new byte[] {4, 5, 7}));
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void onlyItsOneSpellingIsRead() {
        String text = golden.signed().toString();
        assertThat(SignedDigest.parse(text)).isEqualTo(golden.signed());
        char last = (char) (text.charAt(42) + 1);
        for (String other :
                List.of(
                        "",
                        text + "=",
                        text + "A",
                        text.substring(1),
                        text.substring(0, 42) + last)) {
            assertThatThrownBy(() -> SignedDigest.parse(other))
                    .isInstanceOf(InvalidIdentifierException.class)
                    .hasMessage("not a signed digest");
        }
    }

    private SignedDigest of(DeviceId device, StreamName stream, EventId id, String type) {
        return SignedDigest.of(
                new EventFacts(device, stream, id, type, golden.facts().contentDigest()),
                golden.evidence());
    }

    private SignedDigest of(String authority, String query, String parameters, byte[] signature) {
        return SignedDigest.of(
                golden.facts(),
                new SignatureEvidence(
                        authority,
                        query,
                        golden.evidence().components(),
                        golden.evidence().fields(),
                        parameters,
                        signature));
    }
}
