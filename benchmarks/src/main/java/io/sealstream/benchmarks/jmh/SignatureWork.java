package io.sealstream.benchmarks.jmh;

import io.sealstream.benchmarks.floor.SignedSample;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.RequestSignature;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A signed request: verify its P-256 signature, read it from fields, rebuild it from facts. */
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
        return sample.signature().isBy(sample.key());
    }

    /** What ingest reads (RFC 9421). */
    @Benchmark
    public EventSignature parseFields() throws MalformedSignatureException {
        return RequestSignature.read(
                sample.signature().facts().device(),
                sample.request(),
                name -> null,
                sample.headers().signatureInput(),
                sample.headers().signature());
    }

    /** What the guard reads. */
    @Benchmark
    public EventSignature rebuild() throws MalformedSignatureException {
        return EventSignature.of(sample.signature().facts(), sample.signature().evidence());
    }
}
