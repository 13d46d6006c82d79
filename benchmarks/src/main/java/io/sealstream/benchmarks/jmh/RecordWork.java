package io.sealstream.benchmarks.jmh;

import io.sealstream.benchmarks.floor.SignedSample;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.seal.EnvelopeKeyPair;
import io.sealstream.protocol.seal.EnvelopeSuite;
import io.sealstream.protocol.seal.NewDataKey;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.Sealer;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.secret.KeyBytes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The record of an event with 256 bytes of content: seal it, write it, read it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordWork {
    private static final long USES = 1L << 32;

    private final byte[] content = new byte[256];
    private final EventFacts facts;
    private final Sealer sealer;
    private final Submission submission;
    private final byte[] sealed;
    private final byte[] encoded;

    public RecordWork() {
        DeviceId device = new DeviceId("acme", "thermometer-7");
        facts =
                new EventFacts(
                        device,
                        new StreamName("readings"),
                        EventId.random(),
                        "application/octet-stream",
                        ContentDigest.of(ContentDigest.Algorithm.SHA_256, content));
        sealer = NewDataKey.create(device, envelopeKey(), Instant.now(), USES).sealer();
        sealed = seal();
        submission =
                new Submission(
                        facts,
                        Instant.now(),
                        content.length,
                        sealed,
                        SignedSample.create().signature().evidence());
        encoded = encode();
    }

    private static DeviceState.EnvelopeKey envelopeKey() {
        EnvelopeSuite suite = EnvelopeSuite.X_WING;
        try (EnvelopeKeyPair pair =
                EnvelopeKeyPair.takeOwnershipOf(
                        suite, KeyBytes.takeOwnershipOf(new byte[KeyBytes.LENGTH]))) {
            return new DeviceState.EnvelopeKey(
                    EnvelopeKeyId.random(), suite.number(), pair.publicKey());
        }
    }

    /** What ingest does under a data key at hand: AAD, AES-256-GCM, COSE_Encrypt0. */
    @Benchmark
    public final byte[] seal() {
        return sealer.seal(facts, content).orElseThrow();
    }

    /** What a reader of COSE does before it opens anything. */
    @Benchmark
    public Object parseCose() throws WrongCiphertextException {
        return SealedEvent.dataKeyIdOf(sealed);
    }

    /** What ingest writes. */
    @Benchmark
    public final byte[] encode() {
        return SubmissionCodec.encode(submission);
    }

    /** What guard and storage read. */
    @Benchmark
    public Submission parseRecord() throws MalformedRecordException {
        return SubmissionCodec.decode(encoded);
    }
}
