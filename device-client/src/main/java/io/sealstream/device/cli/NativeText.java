package io.sealstream.device.cli;

import io.sealstream.device.DeviceException;

/**
 * Text that came as an argument or in the environment. Java decodes it as the locale says, and puts
 * U+FFFD where a byte is none of the locale's characters: in the C locale for each byte of a letter
 * with an accent. What was given cannot be told from it any more.
 */
final class NativeText {
    private static final char REPLACEMENT = '\uFFFD';

    private NativeText() {}

    /**
     * The text, if all of it arrived.
     *
     * @param name what it is, for the message
     * @param instead where such text can be given
     * @throws DeviceException when characters of it were lost
     */
    static String require(String name, String text, String instead) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new DeviceException(
                    name
                            + " holds characters that are lost in this locale; set LC_ALL=C.UTF-8, or "
                            + instead);
        }
        return text;
    }
}
