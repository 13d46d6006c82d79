package io.sealstream.devstack.demo;

/** The demo cannot go on; the message says what to do. */
public final class DemoException extends RuntimeException {
    public DemoException(String message) {
        super(message);
    }

    public DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
