package io.sealstream.protocol;

import java.util.regex.Pattern;

/** The one grammar of tenant, device, stream, reader, operator and service names. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

    private Names() {}

    /** Returns {@code value} if it is a name, else throws with {@code what} in the message. */
    static String require(String what, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new InvalidIdentifierException(
                    what + " must match " + NAME.pattern() + " (1 to 64 characters)");
        }
        return value;
    }
}
