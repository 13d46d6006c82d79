package io.sealstream.ingest.http;

import org.jspecify.annotations.Nullable;

/** {@code Prefer: wait=N} (RFC 7240, section 4.3). */
final class Preference {
    private static final int LONGEST = 30;

    private Preference() {}

    /** Seconds to wait, at most 30; 0 when the device prefers nothing that is understood. */
    static int waitSeconds(@Nullable String prefer) {
        if (prefer == null) {
            return 0;
        }
        for (String preference : prefer.split(",", -1)) {
            String trimmed = preference.strip();
            if (trimmed.startsWith("wait=")) {
                try {
                    int seconds = Integer.parseInt(trimmed.substring("wait=".length()));
                    return Math.clamp(seconds, 0, LONGEST);
                } catch (NumberFormatException e) {
                    return 0; // RFC 7240, section 2: what is not understood is ignored.
                }
            }
        }
        return 0;
    }
}
