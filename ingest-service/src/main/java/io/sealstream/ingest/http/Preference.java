package io.sealstream.ingest.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: wait=N} (RFC 7240, section 4.3). */
final class Preference {
    private static final int LONGEST = 30;

    private Preference() {}

    /** How long to wait, at most 30 s; zero when the device prefers nothing that is understood. */
    static Duration wait(@Nullable String prefer) {
        if (prefer == null) {
            return Duration.ZERO;
        }
        for (String preference : prefer.split(",", -1)) {
            String trimmed = preference.strip();
            if (trimmed.startsWith("wait=")) {
                try {
                    int seconds = Integer.parseInt(trimmed.substring("wait=".length()));
                    return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST));
                } catch (NumberFormatException e) {
                    return Duration.ZERO; // RFC 7240, section 2: what is not understood is ignored.
                }
            }
        }
        return Duration.ZERO;
    }
}
