package io.sealstream.benchmarks.floor;

import io.sealstream.protocol.signature.SignatureVerifier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures the floors: each operation alone in a loop on one thread, counted in CPU time of that
 * thread, so that other work on the machine adds little. The best of several rounds counts, because
 * a floor is what is possible.
 */
public final class FloorMeasure {
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int ROUNDS = 5;
    private static final int BETWEEN_LOOKS = 64;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FloorMeasure() {}

    /** An operation; what it gives is used, so that no compiler can leave it out. */
    private interface Operation {
        int run() throws GeneralSecurityException;
    }

    /** Measures all three for contents of one size, in bytes. */
    public static Floors measure(int bytes) throws GeneralSecurityException {
        SignedSample sample = SignedSample.create();
        byte[] content = new byte[bytes];
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return new Floors(
                micros(() -> {
                    if (!sample.signature().isBy(sample.key())) {
                        throw new GeneralSecurityException("the sample does not verify");
                    }
                    return 1;
                }),
                SignatureVerifier.engineName(),
                micros(sealing(content)),
                micros(() -> digest.digest(content)[0]));
    }

    private static Operation sealing(byte[] content) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] iv = new byte[12];
        return () -> {
            for (int i = iv.length - 1; ++iv[i] == 0; i--) {}
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
            return cipher.doFinal(content)[0];
        };
    }

    private static double micros(Operation operation) throws GeneralSecurityException {
        double best = Double.MAX_VALUE;
        int used = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long count = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            long spent = 0;
            while (spent < ROUND_NANOS) {
                for (int i = 0; i < BETWEEN_LOOKS; i++) {
                    used += operation.run();
                }
                count += BETWEEN_LOOKS;
                spent = THREADS.getCurrentThreadCpuTime() - start;
            }
            best = Math.min(best, spent / 1e3 / count);
        }
        if (used == Integer.MIN_VALUE) {
            throw new GeneralSecurityException("never");
        }
        return best;
    }
}
