package io.sealstream.devstack.broker;

/** What came of an attempt on the broker. */
sealed interface Access {
    /** The broker did it. */
    record Allowed() implements Access {}

    /** The broker refused it for who asked. */
    record Refused() implements Access {}

    /** Neither: the attempt proves nothing. */
    record Failed(String cause) implements Access {}
}
