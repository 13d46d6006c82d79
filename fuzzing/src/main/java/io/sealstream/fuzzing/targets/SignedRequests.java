package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fixture.TestDevice;
import io.sealstream.fuzzing.edits.ByteEdits;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.TextEdits;
import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Admitted;
import io.sealstream.ingest.EventRequest;
import io.sealstream.ingest.RateLimit;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signed requests of an enrolled device, as ingest admits them. What is admitted is read again from
 * its evidence, as the guard will.
 */
public final class SignedRequests {
    @SuppressWarnings("TimeInStaticInitializer") // The time at which the request was signed.
    private static final Instant NOW = Instant.now();

    private static final byte[] CONTENT = "{\"celsius\":21.5}".getBytes(StandardCharsets.UTF_8);
    private static final EpochKeys KEYS =
            EpochKeys.of(List.of(new EpochKey(1, KeyBytes.takeOwnershipOf(new byte[32]))));
    private static final String DOMAIN = "sealstream.local";
    private static final TestDevice DEVICE = new TestDevice("acme", "sensor-1");
    private static final CoveredRequest COVERED =
            DEVICE.request(new StreamName("room-1"), EventId.random(), CONTENT);
    private static final SignatureHeaders HEADERS =
            DEVICE.sign(
                    COVERED,
                    new EpochIssuer(() -> KEYS, DOMAIN, InstantSource.fixed(NOW))
                                    .issue(DEVICE.id())
                                    .text()
                            + ".0");
    private static final RateLimit.Rate RATE = new RateLimit.Rate(1, 1);
    private static final Admission ADMISSION =
            new Admission(
                    onlyThatDevice(),
                    new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(24)),
                    new RateLimit(new RateLimit.Rates(RATE, RATE, RATE), System::nanoTime),
                    Set.of(TestDevice.CONTENT_TYPE));

    private SignedRequests() {}

    /** Feeds one. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Choices choices = new FuzzerChoices(data);
        Admitted admitted;
        try {
            admitted = ADMISSION.admit(request(choices), NOW);
        } catch (Refusal e) {
            return;
        }
        try {
            EventSignature signature = admitted.signature();
            EventSignature again = EventSignature.of(signature.facts(), signature.evidence());
            if (!again.base().equals(signature.base())) {
                throw new AssertionError("the evidence is of another signature base");
            }
        } catch (MalformedSignatureException e) {
            throw new AssertionError("what ingest admitted, the guard cannot read", e);
        }
    }

    private static EventRequest request(Choices choices) {
        String input = maybe(choices, HEADERS.signatureInput());
        String signature = maybe(choices, HEADERS.signature());
        String other = choices.either() ? null : TextEdits.edit(choices, "value");
        return new EventRequest(
                DEVICE.id(),
                DEVICE.key().keyId(),
                new CoveredRequest(
                        COVERED.method(),
                        maybe(choices, COVERED.authority()),
                        maybe(choices, COVERED.path()),
                        maybe(choices, COVERED.query()),
                        maybe(choices, COVERED.contentType()),
                        maybe(choices, COVERED.contentDigest()),
                        maybe(choices, COVERED.idempotencyKey()),
                        encoding(choices)),
                name -> other,
                input,
                signature,
                choices.oneIn(8) ? ByteEdits.edit(choices, CONTENT) : CONTENT);
    }

    private static @Nullable String encoding(Choices choices) {
        return choices.oneIn(8) ? TextEdits.edit(choices, "identity") : null;
    }

    private static String maybe(Choices choices, String text) {
        return choices.oneIn(4) ? TextEdits.edit(choices, text) : text;
    }

    private static DeviceTable onlyThatDevice() {
        try {
            KnownDevice known = KnownDevice.of(DEVICE.state(Status.ACTIVE, Instant.EPOCH));
            return device -> device.equals(DEVICE.id()) ? Optional.of(known) : Optional.empty();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(e);
        }
    }
}
