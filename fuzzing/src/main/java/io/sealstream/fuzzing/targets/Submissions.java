package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fuzzing.edits.CborEdits;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.TextEdits;
import io.sealstream.guard.Decision;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records of the topic of received submissions, as a hostile writer on the broker may append them:
 * decoded and judged as the guard does. None that differs in facts or evidence may be accepted.
 */
public final class Submissions {
    private static final GoldenRecord GOLDEN = GoldenRecord.of(Topic.RECEIVED);
    private static final Submission GENUINE = genuine();
    private static final EpochKeys KEYS =
            EpochKeys.of(List.of(new EpochKey(1, KeyBytes.takeOwnershipOf(new byte[32]))));
    private static final Judge JUDGE =
            new Judge(
                    onlyGolden(),
                    new NonceChecker(() -> KEYS, "sealstream.local", Duration.ofHours(24)));

    static {
        requireGenuineIsAccepted();
    }

    private Submissions() {}

    /** Feeds one. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Choices choices = new FuzzerChoices(data);
        byte[] value = CborEdits.edit(choices, GOLDEN.value());
        String key = choices.oneIn(16) ? TextEdits.edit(choices, GOLDEN.key()) : GOLDEN.key();
        Submission submission;
        EventSignature signature;
        try {
            submission = RecordFormat.RECEIVED.read(key, value);
            requireOneEncoding(submission, value);
            var _ = SealedEvent.dataKeyIdOf(submission.sealedEvent());
            signature = EventSignature.of(submission.facts(), submission.evidence());
        } catch (UnusableRecordException
                | WrongCiphertextException
                | MalformedSignatureException e) {
            return;
        }
        Decision decision = JUDGE.judge(signature, GOLDEN.timestamp(), null, Instant.EPOCH);
        if (decision instanceof Decision.Accept && !isGenuine(submission)) {
            throw new AssertionError("accepted, but the device did not sign it: " + submission);
        }
    }

    /** Else nothing would be accepted, and no forgery found. */
    private static void requireGenuineIsAccepted() {
        try {
            EventSignature signature = EventSignature.of(GENUINE.facts(), GENUINE.evidence());
            Decision decision = JUDGE.judge(signature, GOLDEN.timestamp(), null, Instant.EPOCH);
            if (!(decision instanceof Decision.Accept)) {
                throw new IllegalStateException("the golden submission is refused: " + decision);
            }
        } catch (MalformedSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireOneEncoding(Submission submission, byte[] value) {
        if (!Arrays.equals(SubmissionCodec.encode(submission), value)) {
            throw new AssertionError("one submission has two encodings");
        }
    }

    /** ECDSA has a second signature for every one; neither says anything else than the other. */
    private static boolean isGenuine(Submission submission) {
        return submission.facts().equals(GENUINE.facts())
                && submission.evidence().parameters().equals(GENUINE.evidence().parameters());
    }

    private static Submission genuine() {
        try {
            return SubmissionCodec.decode(GOLDEN.value());
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the golden record is not read any more", e);
        }
    }

    private static DeviceTable onlyGolden() {
        try {
            KnownDevice known =
                    KnownDevice.of(GoldenRecord.of(Topic.DEVICE_STATE).as(DeviceState.class));
            return device ->
                    device.equals(known.state().id()) ? Optional.of(known) : Optional.empty();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the golden state is not read any more", e);
        }
    }
}
