package io.sealstream.protocol;

import java.util.Locale;

/** The one spelling of enum constants outside of Java: {@code NONCE_CONFLICT} is nonce-conflict. */
public final class Labels {
    private Labels() {}

    /** The name in lower case, words separated by hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
