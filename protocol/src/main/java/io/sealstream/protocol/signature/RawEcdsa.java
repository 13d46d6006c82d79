package io.sealstream.protocol.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * The two numbers of a P-256 signature, from the 64 bytes of RFC 9421, section 3.3.4.
 *
 * @param r 1 to n - 1
 * @param s 1 to n - 1
 */
record RawEcdsa(BigInteger r, BigInteger s) {
    private static final int HALF = 32;
    private static final BigInteger N = NISTNamedCurves.getByName("P-256").getN();

    /** Reads 64 bytes; empty unless both numbers are in range. */
    static Optional<RawEcdsa> read(byte[] raw) {
        if (raw.length != 2 * HALF) {
            return Optional.empty();
        }
        BigInteger r = new BigInteger(1, raw, 0, HALF);
        BigInteger s = new BigInteger(1, raw, HALF, HALF);
        return inRange(r) && inRange(s) ? Optional.of(new RawEcdsa(r, s)) : Optional.empty();
    }

    /** ECDSA-Sig-Value (RFC 3279, section 2.2.3), DER: never longer than 72 bytes. */
    byte[] der() {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        byte[] der = new byte[6 + first.length + second.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        integer(der, 2, first);
        integer(der, 4 + first.length, second);
        return der;
    }

    /** The 64 bytes of a signature that a provider gave in DER. */
    static byte[] ofDer(byte[] der) throws SignatureException {
        try {
            BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(N, der);
            return PlainDSAEncoding.INSTANCE.encode(N, numbers[0], numbers[1]);
        } catch (IOException | IllegalArgumentException e) {
            throw new SignatureException("not an ECDSA signature", e);
        }
    }

    private static void integer(byte[] der, int at, byte[] value) {
        der[at] = 0x02;
        der[at + 1] = (byte) value.length;
        System.arraycopy(value, 0, der, at + 2, value.length);
    }

    private static boolean inRange(BigInteger value) {
        return value.signum() > 0 && value.compareTo(N) < 0;
    }

    static BigInteger[] coordinates(byte[] point) {
        return new BigInteger[] {
            new BigInteger(1, Arrays.copyOf(point, HALF)),
            new BigInteger(1, Arrays.copyOfRange(point, HALF, 2 * HALF))
        };
    }
}
