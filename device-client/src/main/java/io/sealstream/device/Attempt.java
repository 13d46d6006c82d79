package io.sealstream.device;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Runs what may fail on files, keys or the network, and says it in one kind of exception. */
final class Attempt {
    private Attempt() {}

    /** What may fail. */
    interface Body<T> {
        T run() throws IOException, GeneralSecurityException, InterruptedException;
    }

    static <T> T of(String failure, Body<T> body) {
        try {
            return body.run();
        } catch (IOException | GeneralSecurityException e) {
            throw new DeviceException(failure + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(failure, e);
        }
    }
}
