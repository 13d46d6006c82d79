package io.sealstream.servicekit.devices;

/** The view of the devices is being restored or has failed; nobody can be judged. */
public final class DeviceTableUnavailableException extends RuntimeException {
    public DeviceTableUnavailableException(String message) {
        super(message);
    }

    public DeviceTableUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
