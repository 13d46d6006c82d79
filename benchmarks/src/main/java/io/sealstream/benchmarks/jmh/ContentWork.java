package io.sealstream.benchmarks.jmh;

import io.sealstream.protocol.ContentDigest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The digest of 256 bytes of content. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ContentWork {
    private final byte[] content = new byte[256];

    @Benchmark
    public ContentDigest digest() {
        return ContentDigest.of(ContentDigest.Algorithm.SHA_256, content);
    }
}
