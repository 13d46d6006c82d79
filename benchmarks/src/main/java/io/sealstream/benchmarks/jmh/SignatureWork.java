package io.sealstream.benchmarks.jmh;

import io.sealstream.benchmarks.floor.SignedSample;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureVerifier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A signed request: verify its P-256 signature, read it from fields, read it from evidence. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureWork {
    private final SignedSample sample;

    public SignatureWork() {
        sample = SignedSample.create();
    }

    /** What the guard does; the provider is the one that loads here. */
    @Benchmark
    public boolean verify() {
        return SignatureVerifier.verify(sample.signature(), sample.key());
    }

    /** What ingest reads (RFC 9421). */
    @Benchmark
    public EventSignature parseFields() throws MalformedSignatureException {
        return EventSignature.fromHeaders(
                sample.request(),
                name -> null,
                sample.headers().signatureInput(),
                sample.headers().signature());
    }

    /** What the guard reads. */
    @Benchmark
    public EventSignature parseEvidence() throws MalformedSignatureException {
        return EventSignature.fromEvidence(sample.signature().evidence());
    }
}
