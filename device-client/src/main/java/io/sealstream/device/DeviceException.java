package io.sealstream.device;

/** The device cannot do what was asked. The message may be shown; it holds no secret. */
public final class DeviceException extends RuntimeException {
    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
