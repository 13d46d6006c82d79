package io.sealstream.storage;

/**
 * What an event store did with a submission.
 *
 * @param kind what it found
 * @param event what is stored under the event's address: the submission itself when it is new
 */
public record Insertion(Kind kind, StoredEvent event) {

    /** What was found under the event's address. */
    public enum Kind {
        /** Nothing; the submission is stored. */
        NEW,
        /** This very ciphertext, for the same facts. */
        SAME,
        /** Another ciphertext for the same facts. Only opening both tells which is genuine. */
        OTHER_CIPHERTEXT,
        /** Other facts: a conflict. The stored event stays. */
        OTHER_FACTS
    }
}
