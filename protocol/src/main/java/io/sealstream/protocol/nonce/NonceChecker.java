package io.sealstream.protocol.nonce;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks the nonce of a signature: {@code E.n} or {@code E} alone, which means n = 0.
 *
 * <pre>
 * nonce = 40base64url [ "." ( "0" / %x31-39 0*14DIGIT ) ]
 * </pre>
 *
 * Thread-safe. Does not detect replays: the guard's windows do.
 */
public final class NonceChecker {
    /**
     * How far in the future an epoch may have been issued: more than the clocks of two processes
     * differ. What was used before a time was issued at most so much after it.
     */
    public static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private static final int MAX_DIGITS = 15;

    private final Supplier<EpochKeys> keys;
    private final String trustDomain;
    private final Duration maxAge;

    public NonceChecker(Supplier<EpochKeys> keys, String trustDomain, Duration maxAge) {
        this.keys = keys;
        this.trustDomain = trustDomain;
        this.maxAge = maxAge;
    }

    /** Checks {@code nonce}, used by {@code device}, received {@code at} that time. */
    public NonceCheck check(String nonce, DeviceId device, Instant at) {
        long counter = counter(nonce);
        if (counter < 0) {
            return new NonceCheck.Malformed();
        }
        EpochToken token;
        try {
            token = new EpochToken(nonce.substring(0, EpochToken.LENGTH));
        } catch (InvalidIdentifierException e) {
            return new NonceCheck.Malformed();
        }
        return authentic(token.bytes(), device)
                .filter(epoch -> fresh(epoch, at))
                .<NonceCheck>map(e -> new NonceCheck.Valid(new VerifiedNonce(e, counter), token))
                .orElseGet(NonceCheck.Stale::new);
    }

    private Optional<Epoch> authentic(byte[] token, DeviceId device) {
        TokenBody body = TokenBody.read(token);
        if (body.version() != TokenBody.VERSION) {
            return Optional.empty();
        }
        byte[] tag = Arrays.copyOfRange(token, TokenBody.BODY, token.length);
        return keys.get()
                .find(body.kid())
                .map(key -> TokenBody.tag(key, body.body(), trustDomain, device))
                .filter(expected -> MessageDigest.isEqual(expected, tag))
                .map(expected -> body.epoch());
    }

    private boolean fresh(Epoch epoch, Instant at) {
        long age = at.toEpochMilli() - epoch.issuedMs();
        return age <= maxAge.toMillis() && age >= -MOST_AHEAD.toMillis();
    }

    /** The counter, or -1 when the nonce has not the form of one. */
    private static long counter(String nonce) {
        if (nonce.length() == EpochToken.LENGTH) {
            return 0;
        }
        int first = EpochToken.LENGTH + 1;
        int digits = nonce.length() - first;
        if (digits < 1 || digits > MAX_DIGITS || nonce.charAt(first - 1) != '.') {
            return -1;
        }
        if (nonce.charAt(first) == '0' && digits > 1) {
            return -1;
        }
        long counter = 0;
        for (int i = first; i < nonce.length(); i++) {
            int digit = nonce.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            counter = 10 * counter + digit;
        }
        return counter;
    }
}
