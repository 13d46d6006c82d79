package io.sealstream.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/**
 * The clock of the device, which may be wrong: many devices start in 1970. Certificates tell, and
 * the endpoint's {@code Date} (RFC 9110, section 6.6.1), which comes over a connection that the
 * pinned root vouches for.
 */
final class DeviceClock {
    /** Certificates are valid from 30 s before they are issued. */
    private static final Duration MAX_BEHIND = Duration.ofSeconds(20);

    /** Certificates live for a day, and are renewed in time only by a clock that is about right. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(30);

    private final InstantSource clock;

    DeviceClock(InstantSource clock) {
        this.clock = clock;
    }

    /** Throws {@link DeviceException} when a certificate is not valid now. */
    void requireValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateNotYetValidException | CertificateExpiredException e) {
            throw wrong(certificate.getSubjectX500Principal().getName(), e);
        }
    }

    /** Throws {@link DeviceException} when the endpoint says another time; no date says nothing. */
    void requireAbout(Answer answer) {
        Instant theirs = timeOf(answer);
        Instant ours = clock.instant();
        if (ours.isBefore(theirs.minus(MAX_BEHIND)) || ours.isAfter(theirs.plus(MAX_AHEAD))) {
            throw new DeviceException(
                    "the clock of this device says "
                            + said(ours)
                            + ", the endpoint's "
                            + said(theirs)
                            + "; set the clock, the token was not used");
        }
    }

    /** The time the endpoint says; the device's own where it says none. */
    Instant timeOf(Answer answer) {
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                    .map(Instant::from)
                    .orElseGet(clock::instant);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    /** Runs a first exchange; a certificate that is not valid by this clock is blamed on it. */
    <T> T blamed(Attempt.Body<T> exchange)
            throws IOException, GeneralSecurityException, InterruptedException {
        try {
            return exchange.run();
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateNotYetValidException
                        || cause instanceof CertificateExpiredException) {
                    throw wrong("the endpoint", e);
                }
            }
            throw e;
        }
    }

    private DeviceException wrong(String whose, Exception e) {
        return new DeviceException(
                "the clock of this device says "
                        + said(clock.instant())
                        + ", and the certificate of "
                        + whose
                        + " is not valid then; set the clock",
                e);
    }

    private static Instant said(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
