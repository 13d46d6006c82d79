package io.sealstream.operator;

/**
 * A one-time token with which a device enrols: whoever has it can be that device. It is shown once,
 * when it is made.
 *
 * @param text 43 characters of base64url, as the device sends it
 */
public record EnrolmentToken(String text) {
    @Override
    public String toString() {
        return "EnrolmentToken[redacted]";
    }
}
